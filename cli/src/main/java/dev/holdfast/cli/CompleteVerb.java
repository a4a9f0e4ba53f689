package dev.holdfast.cli;

import dev.holdfast.Completer;
import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.LockHome;
import dev.holdfast.cli.option.AbiOptions;
import dev.holdfast.cli.option.Choices;
import dev.holdfast.cli.option.Format;
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
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast complete}. */
final class CompleteVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final WriteOption write = new WriteOption();

    private final OptionSpec format = OptionSpec.builder("--format")
            .type(Format.class)
            .converters(Choices.of(Format.class))
            .initialValue(Format.SPEC)
            .paramLabel("FORMAT")
            .description("Print as ${COMPLETION-CANDIDATES}. Default: spec, the format that came in.")
            .build();

    private final AbiOptions abi = new AbiOptions();

    private final RoomOptions room = new RoomOptions();

    private final PlanOptions planning = new PlanOptions();

    private final WorkOptions work = WorkOptions.forCompleting();

    /** Whether anybody hears what was added; known before the first file is begun. */
    private boolean notes;

    CompleteVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("complete")
                .usageMessage(new UsageMessageSpec()
                        .header("Print the completed spec.")
                        .description(
                                "Works out what libvirt would add, or asks one, and prints the spec with that in it. "
                                        + "Nothing is changed anywhere, unless --write says so. A lock beside the "
                                        + "spec is obeyed.")
                        .footer(
                                "",
                                "Several results on standard output: YAML documents with --- between them, XML and JSON "
                                        + "one after the other.",
                                "",
                                "Example:",
                                "  holdfast complete web.yaml",
                                "  holdfast complete web.yaml --on qemu:///system"));
        write.addTo(spec);
        spec.addOption(format);
        abi.addTo(spec);
        room.addTo(spec);
        planning.addTo(spec);
        work.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<Input> inputs = work.inputs(format()::rename, surroundings);
        if (write.isGiven() && (format() != Format.SPEC || work.output().isGiven())) {
            throw new UnusableInputException(Problem.of(
                    "--write keeps a spec where it is and in the format it has",
                    "Leave out " + (work.output().isGiven() ? "--output-dir" : "--format")));
        }
        write.check(inputs);
        planning.check(work.connecting(), surroundings);
        notes = work.talking().hearsNotes(inputs, surroundings);
        return work.run(inputs, this::complete, surroundings);
    }

    private Format format() {
        return format.getValue();
    }

    private Result complete(Input input, Connection connection) throws IOException {
        LockFile lock = work.locks().of(input, surroundings);
        if (write.isGiven()) {
            return WorkOptions.guarded(input, lock, connection, this::complete);
        }
        return complete(input, lock, connection);
    }

    private Result complete(Input input, @Nullable LockFile file, Connection connection) throws IOException {
        Spec spec = room.in(input.read());
        LockHome home = work.locks().home(spec, file);
        Lock lock = home.read();
        List<Remark> findings = new ArrayList<>();
        Completer completer = planning.completer(connection, findings);
        Completion completion = Holdfast.complete(spec, lock, completer, abi.changes());
        String by = completer.platform().label();
        findings.addAll(
                notes
                        ? Findings.of(input.label(), completion, by)
                        : Findings.warnings(input.label(), completion, by));
        Spec kept = home.keep(completion);
        if (write.isGiven()) {
            home.write(completion.lock(), lock);
            WriteOption.keep(input, spec, kept.text());
            return Result.of(Verdict.DONE, findings);
        }
        Format format = format();
        String text = format.print(kept, completion.domain(), completer.platform());
        String left = work.output().deliver(text, input, format::rename, surroundings);
        return new Result(Verdict.DONE, left, format.separator(kept), findings);
    }
}
