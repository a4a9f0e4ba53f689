package dev.holdfast.cli;

import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.option.OutputOptions;
import dev.holdfast.cli.option.PageOption;
import dev.holdfast.cli.option.WorkOptions;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Outcomes;
import dev.holdfast.cli.run.Paint;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.cli.show.Topology;
import dev.holdfast.cli.show.TreeJson;
import dev.holdfast.cli.show.TreeText;
import dev.holdfast.cli.show.page.Page;
import dev.holdfast.cli.show.page.Side;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.lock.LockText;
import dev.holdfast.problem.HoldfastException;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast show}. */
final class ShowVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final Flag json = Flag.of("Print as JSON, with every value.", "--json");

    private final PageOption page = new PageOption();

    private final WorkOptions work = WorkOptions.forCompleting();

    ShowVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("show")
                .usageMessage(new UsageMessageSpec()
                        .header("Show the PCI topology, each value with its origin.")
                        .description(
                                "Shows what the lock holds, as a tree: buses, what is plugged into each, ports that "
                                        + "are free, then the devices on other buses. In brackets who decided a "
                                        + "value: owner, format (of the spec), a libvirt or the planner. With --on, "
                                        + "and where there is no lock, it shows what becomes of the spec. A lock can be named "
                                        + "by itself. With --html it draws the same for a browser, and of two VMs what moved.")
                        .footer(
                                "",
                                "Example:",
                                "  holdfast show web.yaml",
                                "  holdfast show web.lock.yaml",
                                "  holdfast show old.yaml new.yaml --html moved.html"));
        spec.addOption(json.option());
        page.addTo(spec);
        work.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<Input> inputs = work.inputs(this::resultName, surroundings);
        String rival = json.isGiven() ? "--json" : work.output().isGiven() ? "--output-dir" : null;
        page.check(inputs, rival, work.locks(), surroundings);
        if (page.isGiven()) {
            // One page is one piece of work, whose last spec is the one that it is about.
            Connection connection = work.connecting().open(surroundings);
            return work.run(List.of(inputs.getLast()), (_, over) -> page(inputs, over), connection, surroundings);
        }
        // Where all have locks, there is nothing to connect for.
        return work.run(inputs, this::show, work.connecting().open(surroundings), surroundings);
    }

    private String resultName(String name) {
        return OutputOptions.stem(name) + (json.isGiven() ? ".topology.json" : ".topology");
    }

    private Result page(List<Input> inputs, Connection connection) {
        List<Side> sides = new ArrayList<>();
        List<Result> failed = new ArrayList<>();
        for (Input input : inputs) {
            try {
                sides.add(side(input, connection));
            } catch (HoldfastException e) {
                failed.add(Outcomes.in(surroundings).failed(input.label(), e));
            }
        }
        if (!failed.isEmpty()) {
            return Result.worst(failed);
        }
        String text = sides.size() == 1 ? Page.of(sides.getFirst()) : Page.of(sides.getFirst(), sides.getLast());
        return new Result(Verdict.DONE, page.deliver(text, surroundings), "", List.of());
    }

    private Result show(Input input, Connection connection) throws IOException {
        Topology topology = side(input, connection).topology();
        boolean printed = !work.output().isGiven();
        String text = json.isGiven()
                ? TreeJson.of(topology, input.label())
                : TreeText.of(
                        topology, printed ? work.talking().paint(surroundings) : new Paint(false), work.talking().isVerbose());
        return new Result(
                Verdict.DONE,
                work.output().deliver(text, input, this::resultName, surroundings),
                json.isGiven() ? "" : "\n",
                List.of());
    }

    private Side side(Input input, Connection connection) {
        String text = input.text();
        if (LockFile.isLock(input.name(), text)) {
            return new Side(input.label(), Topology.of(held(input, text)), true);
        }
        LockFile file = work.locks().of(input, surroundings);
        Spec spec = Spec.parse(input.label(), text);
        Lock lock = work.locks().home(spec, file).read();
        if (lock != null && !work.connecting().isGiven()) {
            return new Side(input.label(), Topology.of(lock), true);
        }
        Lock made = Holdfast.complete(spec, lock, connection.completer(), AbiChanges.REFUSE).lock();
        return new Side(input.label(), Topology.of(made), false);
    }

    private Lock held(Input input, String text) {
        if (work.connecting().isGiven()) {
            throw new UnusableInputException(Problem.at(
                    Place.of(input.label()),
                    "It is a lock, in which everything is decided already",
                    "Leave --on out, or name the spec"));
        }
        return LockText.read(text, input.label());
    }
}
