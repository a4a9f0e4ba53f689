package dev.holdfast.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Holdfast could not do, as a list of every problem that was found. */
public abstract sealed class HoldfastException extends RuntimeException
        permits UnusableInputException, RefusalException, CompleterException {

    private final transient List<Problem> problems;

    HoldfastException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    /** Every problem found, in the order of the input; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
