package dev.holdfast.cli;

import dev.holdfast.Applied;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.LockHome;
import dev.holdfast.cli.option.AbiOptions;
import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.option.Format;
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
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast apply}. */
final class ApplyVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final WriteOption write = new WriteOption();

    private final Flag acceptDrift =
            Flag.of("Take what was changed in libvirt over into FILE and the lock.", "--accept-drift");

    private final AbiOptions abi = new AbiOptions();

    private final RoomOptions room = new RoomOptions();

    private final WorkOptions work = WorkOptions.forDomains();

    ApplyVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("apply")
                .usageMessage(new UsageMessageSpec()
                        .header("Define the VM in libvirt, and write the lock.")
                        .description(
                                "Completes the spec, defines it, reads back what libvirt made of it and writes the "
                                        + "lock. Applying again changes nothing. A VM that was changed in libvirt "
                                        + "since is refused, unless --accept-drift takes the change over into spec "
                                        + "and lock. Prints nothing, unless --output-dir or standard input has the "
                                        + "completed spec put out.")
                        .footer("", "Example:", "  holdfast apply web.yaml --on qemu:///system"));
        write.addTo(spec);
        spec.addOption(acceptDrift.option());
        abi.addTo(spec);
        room.addTo(spec);
        work.addTo(spec);
        return spec;
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
        Spec spec = room.in(input.read());
        Host host = connection.host();
        LockHome home = work.locks().home(spec, file);
        Lock found = home.read();
        Applied applied = Holdfast.apply(
                spec, found, host, abi.changes(), acceptDrift.isGiven() ? Drift.ACCEPT : Drift.REFUSE);
        Spec completed = applied.completion().spec();
        Lock lock = applied.completion().lock();
        home.write(lock, found);
        WriteOption.keep(input, spec, home.keep(write.isGiven() ? completed : applied.spec(), lock).text());
        boolean out = work.output().isGiven() || input.path() == null;
        String left = out ? work.output().deliver(home.keep(completed, lock).text(), input, Format.SPEC::rename, surroundings) : "";
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
