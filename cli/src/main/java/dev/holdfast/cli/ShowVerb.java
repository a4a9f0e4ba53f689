package dev.holdfast.cli;

import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.cli.option.ConnectionOptions;
import dev.holdfast.cli.option.FileArguments;
import dev.holdfast.cli.option.LockOptions;
import dev.holdfast.cli.option.OutputOptions;
import dev.holdfast.cli.option.TalkOptions;
import dev.holdfast.cli.run.Batch;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Paint;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.cli.show.Topology;
import dev.holdfast.cli.show.TreeJson;
import dev.holdfast.cli.show.TreeText;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast show}. */
@Command(
        name = "show",
        header = "Show the PCI topology, each value with its origin.",
        description = {
            "Shows what the lock holds, as a tree: buses, what is plugged into each, ports that are free, then the "
                    + "devices on other buses. In brackets who decided a value: owner, format (of the spec) or a "
                    + "libvirt. With --on, and where there is no lock, it shows what libvirt would make of the spec."
        },
        footer = {"", "Example:", "  holdfast show web.yaml"})
final class ShowVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private FileArguments files = new FileArguments();

    @Mixin
    private ConnectionOptions connecting = new ConnectionOptions();

    @Option(names = "--json", description = "Print as JSON, with every value.")
    private boolean json;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private LockOptions locks = new LockOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    ShowVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Input> inputs = files.inputs(surroundings);
        locks.check(inputs);
        output.check(inputs, this::resultName, surroundings);
        Talk talk = talking.start(surroundings);
        if (!connecting.isKnown(surroundings)) {
            return new Batch(surroundings, talk).run(inputs, input -> show(input, null));
        }
        try (Connection connection = connecting.open(surroundings)) {
            int exit = new Batch(surroundings, talk).run(inputs, input -> show(input, connection));
            connecting.finish(connection, talk);
            return exit;
        }
    }

    private String resultName(String name) {
        return OutputOptions.stem(name) + (json ? ".topology.json" : ".topology");
    }

    private Result show(Input input, @Nullable Connection connection) throws IOException {
        Topology topology = Topology.of(lock(input, connection));
        boolean printed = !output.isGiven();
        String text = json
                ? TreeJson.of(topology, input.label())
                : TreeText.of(
                        topology, printed ? talking.paint(surroundings) : new Paint(false), talking.isVerbose());
        return new Result(
                Verdict.DONE,
                output.deliver(text, input, this::resultName, surroundings),
                json ? "" : "\n",
                List.of());
    }

    private Lock lock(Input input, @Nullable Connection connection) {
        LockFile file = locks.of(input, surroundings);
        Spec spec = input.read();
        Lock lock = file == null ? null : file.read();
        if (connection != null && (lock == null || connecting.isGiven())) {
            return Holdfast.complete(spec, lock, connection.host(), AbiChanges.REFUSE).lock();
        }
        if (lock == null) {
            throw new UnusableInputException(Problem.of(
                    "There is no lock to show" + (file == null ? "" : ", " + file.path()),
                    "Write one: holdfast lock " + input.label() + " --on URI; or show without: --on URI"));
        }
        return lock;
    }
}
