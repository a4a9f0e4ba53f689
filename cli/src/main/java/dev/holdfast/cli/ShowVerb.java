package dev.holdfast.cli;

import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.option.OutputOptions;
import dev.holdfast.cli.option.WorkOptions;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Paint;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.cli.show.Topology;
import dev.holdfast.cli.show.TreeJson;
import dev.holdfast.cli.show.TreeText;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast show}. */
final class ShowVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final Flag json = Flag.of("Print as JSON, with every value.", "--json");

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
                                        + "and where there is no lock, it shows what becomes of the spec.")
                        .footer("", "Example:", "  holdfast show web.yaml"));
        spec.addOption(json.option());
        work.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<Input> inputs = work.inputs(this::resultName, surroundings);
        // Where all have locks, there is nothing to connect for.
        return work.run(inputs, this::show, work.connecting().open(surroundings), surroundings);
    }

    private String resultName(String name) {
        return OutputOptions.stem(name) + (json.isGiven() ? ".topology.json" : ".topology");
    }

    private Result show(Input input, Connection connection) throws IOException {
        Topology topology = Topology.of(lock(input, connection));
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

    private Lock lock(Input input, Connection connection) {
        LockFile file = work.locks().of(input, surroundings);
        Spec spec = input.read();
        Lock lock = file == null ? null : file.read();
        return lock == null || work.connecting().isGiven()
                ? Holdfast.complete(spec, lock, connection.completer(), AbiChanges.REFUSE).lock()
                : lock;
    }
}
