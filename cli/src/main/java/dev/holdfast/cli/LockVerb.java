package dev.holdfast.cli;

import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.cli.option.AbiOptions;
import dev.holdfast.cli.option.ConnectionOptions;
import dev.holdfast.cli.option.FileArguments;
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
import dev.holdfast.lock.Guard;
import dev.holdfast.lock.LockFile;
import dev.holdfast.lock.LockText;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast lock}. */
@Command(
        name = "lock",
        header = "Write the lock beside the spec.",
        description = {
            "Asks libvirt what it would add, and writes it to NAME.lock.yaml. The spec stays as it is. What the lock "
                    + "holds already stays so, too; remove it to have all decided afresh. For standard input without "
                    + "--lock, the lock is printed."
        },
        footer = {"", "Example:", "  holdfast lock web.yaml --on qemu:///system"})
final class LockVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private FileArguments files = new FileArguments();

    @Mixin
    private ConnectionOptions connecting = new ConnectionOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private LockOptions locks = new LockOptions();

    @Mixin
    private AbiOptions abi = new AbiOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    LockVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (locks.isNone()) {
            throw new UnusableInputException(Problem.of(
                    "A lock without a lock is none", "To have all decided afresh, remove the lock that is there"));
        }
        List<Input> inputs = files.inputs(surroundings);
        locks.check(inputs);
        output.check(inputs, LockVerb::lockName, surroundings);
        Talk talk = talking.start(surroundings);
        try (Connection connection = connecting.open(surroundings).ahead()) {
            int exit = new Batch(surroundings, talk).run(inputs, input -> lock(input, connection));
            connecting.finish(connection, talk);
            return exit;
        }
    }

    private static String lockName(String name) {
        return String.valueOf(LockFile.beside(java.nio.file.Path.of(name)).path().getFileName());
    }

    private Result lock(Input input, Connection connection) throws IOException {
        input.check();
        LockFile file = locks.of(input, surroundings);
        try (Guard _ = file == null ? null : file.hold()) {
            return lock(input, file, connection);
        }
    }

    private Result lock(Input input, @Nullable LockFile file, Connection connection) throws IOException {
        Spec spec = input.read();
        Host host = connection.host();
        Completion completion = Holdfast.complete(spec, file == null ? null : file.read(), host, abi.changes());
        var findings = Findings.of(input.label(), completion, host.platform().label());
        if (file != null && !output.isGiven()) {
            file.write(completion.lock());
            return Result.of(Verdict.DONE, findings);
        }
        String left = output.deliver(LockText.write(completion.lock()), input, LockVerb::lockName, surroundings);
        return new Result(Verdict.DONE, left, "---\n", findings);
    }
}
