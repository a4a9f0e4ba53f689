package dev.holdfast.cli;

import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.cli.option.AbiOptions;
import dev.holdfast.cli.option.ConnectionOptions;
import dev.holdfast.cli.option.FileArguments;
import dev.holdfast.cli.option.Format;
import dev.holdfast.cli.option.LockOptions;
import dev.holdfast.cli.option.OutputOptions;
import dev.holdfast.cli.option.TalkOptions;
import dev.holdfast.cli.run.Batch;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Findings;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.lock.AtomicFile;
import dev.holdfast.lock.Guard;
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

/** {@code holdfast complete}. */
@Command(
        name = "complete",
        header = "Print the completed spec.",
        description = {
            "Asks libvirt what it would add, and prints the spec with that in it. Nothing is changed anywhere, unless "
                    + "--write says so. A lock beside the spec is obeyed."
        },
        footer = {
            "",
            "Several results on standard output: YAML documents with --- between them, XML and JSON one after the other.",
            "",
            "Example:",
            "  holdfast complete web.yaml --on qemu:///system"
        })
final class CompleteVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private FileArguments files = new FileArguments();

    @Mixin
    private ConnectionOptions connecting = new ConnectionOptions();

    @Option(
            names = {"-w", "--write"},
            description = "Write what was added into FILE itself, and the lock.")
    private boolean write;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Print as ${COMPLETION-CANDIDATES}. Default: spec, the format that came in.")
    private Format format = Format.SPEC;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private LockOptions locks = new LockOptions();

    @Mixin
    private AbiOptions abi = new AbiOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    CompleteVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Input> inputs = files.inputs(surroundings);
        locks.check(inputs);
        output.check(inputs, format::rename, surroundings);
        checkWrite(inputs);
        Talk talk = talking.start(surroundings);
        try (Connection connection = connecting.open(surroundings).ahead()) {
            int exit = new Batch(surroundings, talk).run(inputs, input -> complete(input, connection));
            connecting.finish(connection, talk);
            return exit;
        }
    }

    private void checkWrite(List<Input> inputs) {
        if (!write) {
            return;
        }
        if (format != Format.SPEC || output.isGiven()) {
            throw new UnusableInputException(Problem.of(
                    "--write keeps a spec where it is and in the format it has",
                    "Leave out " + (output.isGiven() ? "--output-dir" : "--format")));
        }
        if (inputs.stream().anyMatch(input -> input.path() == null)) {
            throw new UnusableInputException(
                    Problem.of("Standard input can't be written to", "Leave --write out, or name the file"));
        }
    }

    private Result complete(Input input, Connection connection) throws IOException {
        input.check();
        LockFile lock = locks.of(input, surroundings);
        if (!write) {
            return complete(input, lock, connection);
        }
        try (Guard _ = lock == null ? null : lock.hold()) {
            return complete(input, lock, connection);
        }
    }

    private Result complete(Input input, @Nullable LockFile file, Connection connection) throws IOException {
        Spec spec = input.read();
        Lock lock = file == null ? null : file.read();
        Host host = connection.host();
        Completion completion = Holdfast.complete(spec, lock, host, abi.changes());
        var findings = Findings.of(input.label(), completion, host.platform().label());
        if (write) {
            if (file != null) {
                file.write(completion.lock());
            }
            if (input.path() != null && !completion.spec().text().equals(spec.text())) {
                AtomicFile.write(input.path(), completion.spec().text());
            }
            return Result.of(Verdict.DONE, findings);
        }
        String text = format.print(completion.spec(), host.platform());
        String left = output.deliver(text, input, format::rename, surroundings);
        return new Result(Verdict.DONE, left, format.separator(completion.spec()), findings);
    }
}
