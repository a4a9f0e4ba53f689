package dev.holdfast.cli;

import dev.holdfast.Applied;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.cli.option.AbiOptions;
import dev.holdfast.cli.option.Format;
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
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast apply}. */
@Command(
        name = "apply",
        header = "Define the VM in libvirt, and write the lock.",
        description = {
            "Completes the spec, defines it, reads back what libvirt made of it and writes the lock. Applying again "
                    + "changes nothing. A VM that was changed in libvirt since is refused, unless --accept-drift takes "
                    + "the change over into spec and lock. Prints nothing, unless --output-dir or standard input has "
                    + "the completed spec put out."
        },
        footer = {"", "Example:", "  holdfast apply web.yaml --on qemu:///system"})
final class ApplyVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private WriteOption write = new WriteOption();

    @Option(
            names = "--accept-drift",
            description = "Take what was changed in libvirt over into FILE and the lock.")
    private boolean acceptDrift;

    @Mixin
    private AbiOptions abi = new AbiOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    ApplyVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Input> inputs = work.inputs(Format.SPEC::rename, surroundings);
        write.check(inputs);
        inputs.forEach(input -> work.locks().needed(input, surroundings));
        return work.run(inputs, this::apply, surroundings);
    }

    private Result apply(Input input, Connection connection) throws IOException {
        return WorkOptions.guarded(input, work.locks().needed(input, surroundings), connection, this::apply);
    }

    private Result apply(Input input, @Nullable LockFile file, Connection connection) throws IOException {
        Spec spec = input.read();
        Host host = connection.host();
        Lock found = file == null ? null : file.read();
        Applied applied =
                Holdfast.apply(spec, found, host, abi.changes(), acceptDrift ? Drift.ACCEPT : Drift.REFUSE);
        Spec completed = applied.completion().spec();
        if (file != null) {
            file.write(applied.completion().lock(), found);
        }
        WriteOption.keep(input, spec, write.isGiven() ? completed.text() : applied.spec().text());
        boolean out = work.output().isGiven() || input.path() == null;
        String left = out ? work.output().deliver(completed.text(), input, Format.SPEC::rename, surroundings) : "";
        return new Result(
                Verdict.DONE, left, Format.SPEC.separator(completed), remarks(input, applied, host.platform().label()));
    }

    private static List<Remark> remarks(Input input, Applied applied, String completer) {
        List<Remark> remarks = new ArrayList<>(Findings.of(input.label(), applied.completion(), completer));
        applied.drift().forEach(change -> remarks.add(Remark.summary(input.label() + ": took over " + change)));
        remarks.add(Remark.note(input.label() + switch (applied.how()) {
            case UNCHANGED -> ": in libvirt already, as it is";
            case DEFINED -> ": defined";
            case RECOVERED -> ": in libvirt already, from an apply that was cut off; its lock is written now";
        }));
        return remarks;
    }
}
