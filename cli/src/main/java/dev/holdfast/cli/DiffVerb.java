package dev.holdfast.cli;

import dev.holdfast.Diff;
import dev.holdfast.DomainChange;
import dev.holdfast.Holdfast;
import dev.holdfast.RunningChange;
import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.option.OutputOptions;
import dev.holdfast.cli.option.WorkOptions;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.Paint;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast diff}. */
final class DiffVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final Flag json = Flag.of("Print as JSON.", "--json");

    private final WorkOptions work = WorkOptions.forDomains();

    DiffVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("diff")
                .usageMessage(new UsageMessageSpec()
                        .header("Compare spec and lock with what libvirt has.")
                        .description(
                                "Prints what was changed in libvirt since, one change a line, as DEVICE: VALUE "
                                        + "BEFORE -> AFTER, and what a running VM has plugged in otherwise than it is "
                                        + "defined. The exit status is 1 where there is a difference.")
                        .footer("", "Example:", "  holdfast diff web.yaml --on qemu:///system"));
        spec.addOption(json.option());
        work.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<Input> inputs = work.inputs(this::resultName, surroundings);
        boolean headed = inputs.size() > 1 && !work.output().isGiven();
        return work.run(inputs, (input, connection) -> diff(input, headed, connection), surroundings);
    }

    private String resultName(String name) {
        return OutputOptions.stem(name) + (json.isGiven() ? ".diff.json" : ".diff");
    }

    private Result diff(Input input, boolean headed, Connection connection) throws IOException {
        LockFile file = work.locks().of(input, surroundings);
        Spec spec = input.read();
        Lock lock = work.locks().home(spec, file).read();
        Diff diff = Holdfast.diff(spec, lock, connection.host());
        List<RunningChange> strayed = diff.running().stream().filter(change -> !change.waits()).toList();
        String text = json.isGiven() ? json(input, diff) : text(input, diff.changes(), strayed, headed);
        return new Result(
                diff.changes().isEmpty() && strayed.isEmpty() ? Verdict.DONE : Verdict.DIFFERENT,
                work.output().deliver(text, input, this::resultName, surroundings),
                "",
                diff.running().stream()
                        .filter(RunningChange::waits)
                        .map(change -> Remark.note(input.label() + ": " + change))
                        .toList());
    }

    private String text(Input input, List<DomainChange> changes, List<RunningChange> running, boolean headed) {
        Paint paint = work.output().isGiven() ? new Paint(false) : work.talking().paint(surroundings);
        String lines = Stream.concat(
                        changes.stream().map(change -> painted(change, paint)), running.stream().map(RunningChange::toString))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return headed && !lines.isEmpty() ? paint.bold(input.label() + ":") + "\n" + lines : lines;
    }

    private static String painted(DomainChange change, Paint paint) {
        String line = change.toString();
        return change.before() == null ? paint.green(line) : change.after() == null ? paint.red(line) : line;
    }

    private static String json(Input input, Diff diff) {
        return Json.object()
                .put("file", input.label())
                .put(
                        "changes",
                        diff.changes().stream()
                                .map(change -> Json.object()
                                        .put("device", change.device())
                                        .put("path", change.path())
                                        .put("before", change.before())
                                        .put("after", change.after()))
                                .toList())
                .put(
                        "running",
                        diff.running().stream()
                                .map(change -> Json.object()
                                        .put("device", change.device())
                                        .put("defined", change.defined())
                                        .put("running", change.running()))
                                .toList())
                .print();
    }
}
