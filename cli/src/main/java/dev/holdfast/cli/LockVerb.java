package dev.holdfast.cli;

import dev.holdfast.Completer;
import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.LockHome;
import dev.holdfast.cli.option.AbiOptions;
import dev.holdfast.cli.option.PlanOptions;
import dev.holdfast.cli.option.RoomOptions;
import dev.holdfast.cli.option.WorkOptions;
import dev.holdfast.cli.option.WriteOption;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Findings;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.lock.LockText;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast lock}. */
final class LockVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final AbiOptions abi = new AbiOptions();

    private final RoomOptions room = new RoomOptions();

    private final PlanOptions planning = new PlanOptions();

    private final WorkOptions work = WorkOptions.forCompleting();

    LockVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("lock")
                .usageMessage(new UsageMessageSpec()
                        .header("Write the lock beside the spec.")
                        .description(
                                "Works out what libvirt would add, or asks one, and writes it to NAME.lock.yaml, or into a "
                                        + "VirtualMachine's annotation. The spec stays as it is. What the lock holds already stays so, too; remove it to have all "
                                        + "decided afresh. For standard input without --lock, the lock is printed.")
                        .footer("", "Example:", "  holdfast lock web.yaml --on qemu:///system"));
        abi.addTo(spec);
        room.addTo(spec);
        planning.addTo(spec);
        work.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        if (work.locks().isNone()) {
            throw new UnusableInputException(Problem.of(
                    "A lock without a lock is none", "To have all decided afresh, remove the lock that is there"));
        }
        planning.check(work.connecting(), surroundings);
        return work.run(work.inputs(LockVerb::lockName, surroundings), this::lock, surroundings);
    }

    private static String lockName(String name) {
        return String.valueOf(LockFile.beside(Path.of(name)).path().getFileName());
    }

    private Result lock(Input input, Connection connection) throws IOException {
        return WorkOptions.guarded(input, work.locks().of(input, surroundings), connection, this::lock);
    }

    private Result lock(Input input, @Nullable LockFile file, Connection connection) throws IOException {
        Spec spec = room.in(input.read());
        LockHome home = work.locks().home(spec, file);
        Lock found = home.read();
        List<Remark> findings = new ArrayList<>();
        Completer completer = planning.completer(connection, findings);
        Completion completion = Holdfast.complete(spec, found, completer, abi.changes());
        findings.addAll(Findings.of(input.label(), completion, completer.platform().label()));
        if (file != null && !work.output().isGiven()) {
            home.write(completion.lock(), found);
            WriteOption.keep(input, spec, home.keep(spec, completion.lock()).text());
            return Result.of(Verdict.DONE, findings);
        }
        String left = work.output().deliver(LockText.write(completion.lock()), input, LockVerb::lockName, surroundings);
        return new Result(Verdict.DONE, left, "---\n", findings);
    }
}
