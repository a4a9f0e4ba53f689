package dev.holdfast.problem;

import java.util.List;

/** Something that Holdfast could do but won't before its user decides, because a guest would notice. */
public final class RefusalException extends HoldfastException {

    /** With every problem found. */
    public RefusalException(List<Problem> problems) {
        super(problems, null);
    }

    /** With the one problem found. */
    public RefusalException(Problem problem) {
        this(List.of(problem));
    }
}
