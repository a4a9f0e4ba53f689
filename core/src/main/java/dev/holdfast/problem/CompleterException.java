package dev.holdfast.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A completer that can't be reached, or that rejects a domain; its own message is kept. */
public final class CompleterException extends HoldfastException {

    /** Whether the completer answered at all. */
    public enum Reason {
        /** No connection, no permission, not installed. */
        UNREACHABLE,
        /** The completer was asked and said no to this domain. */
        REJECTED,
        /** The completer can't tell: the planner doesn't model something in this domain. */
        UNMODELLED
    }

    private final Reason reason;

    /** With the problem and the completer's own exception, if there was one. */
    public CompleterException(Reason reason, Problem problem, @Nullable Throwable cause) {
        super(List.of(problem), cause);
        this.reason = reason;
    }

    /** Whether the completer answered at all. */
    public Reason reason() {
        return reason;
    }
}
