package dev.holdfast.problem;

import java.util.List;

/** An input that can't be used as it is: broken, contradictory or over a limit. */
public final class UnusableInputException extends HoldfastException {

    /** With every problem found. */
    public UnusableInputException(List<Problem> problems) {
        super(problems, null);
    }

    /** With the one problem found. */
    public UnusableInputException(Problem problem) {
        this(List.of(problem));
    }
}
