package dev.holdfast.cli.run;

import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.HoldfastException;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job came to, its failing included.
 *
 * @param debug whether a bug of ours is said with its stack trace
 */
public record Outcomes(boolean debug) {

    /** With a trace where the environment asks for one. */
    public static Outcomes in(Surroundings surroundings) {
        return new Outcomes(surroundings.isSet("HOLDFAST_DEBUG"));
    }

    /** Runs the job; nothing that goes wrong in it leaves this. */
    Result of(Input input, Job job) {
        try {
            return job.run(input);
        } catch (Throwable e) {
            return failed(input.label(), e);
        }
    }

    /** What a failure comes to. */
    public Result failed(String label, Throwable e) {
        return switch (e) {
            case HoldfastException h -> Result.of(verdict(h), problems(label, h));
            case UncheckedIOException io -> failed(label, String.valueOf(io.getMessage()), Objects.requireNonNull(io.getCause()));
            case IOException io -> failed(label, FileTrouble.withFile(io), io);
            default -> Result.of(Verdict.CRASHED, List.of(Remark.problem(Crash.of(label, e, debug))));
        };
    }

    private static Result failed(String label, String what, IOException why) {
        Problem problem = Problem.at(place(label), what, FileTrouble.remedy(why));
        return Result.of(Verdict.FAILED, List.of(Remark.problem(problem.toString())));
    }

    private static Verdict verdict(HoldfastException e) {
        return switch (e) {
            case RefusalException _ -> Verdict.REFUSED;
            case UnusableInputException _ -> Verdict.FAILED;
            case CompleterException c ->
                c.reason() == CompleterException.Reason.UNREACHABLE ? Verdict.UNREACHED : Verdict.FAILED;
        };
    }

    private static List<Remark> problems(String label, HoldfastException e) {
        boolean ofTheFile = verdict(e) != Verdict.UNREACHED;
        return e.problems().stream()
                .map(problem -> ofTheFile && problem.place() == null
                        ? new Problem(place(label), problem.device(), problem.what(), problem.remedy())
                        : problem)
                .map(problem -> Remark.problem(problem.toString()))
                .toList();
    }

    private static @Nullable Place place(String label) {
        return label.isEmpty() ? null : Place.of(label);
    }
}
