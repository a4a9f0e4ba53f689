package dev.holdfast.cli.run;

/**
 * Something to say on standard error.
 *
 * @param weight how much it matters
 * @param text one line, or two
 */
public record Remark(Weight weight, String text) {

    /** Who gets to hear it. */
    public enum Weight {
        /** Everyone. */
        PROBLEM,
        /** Everyone but who asked for quiet. */
        WARNING,
        /** The same, and nothing is wrong. */
        SUMMARY,
        /** Who sits at a terminal and has one file, or asked for more. */
        NOTE,
        /** Who asked for more. */
        DETAIL
    }

    /** Everyone hears it. */
    public static Remark problem(String text) {
        return new Remark(Weight.PROBLEM, text);
    }

    /** Everyone hears it but who asked for quiet. */
    public static Remark warning(String text) {
        return new Remark(Weight.WARNING, text);
    }

    /** Everyone hears it but who asked for quiet. */
    public static Remark summary(String text) {
        return new Remark(Weight.SUMMARY, text);
    }

    /** For a terminal. */
    public static Remark note(String text) {
        return new Remark(Weight.NOTE, text);
    }

    /** For who asked for more. */
    public static Remark detail(String text) {
        return new Remark(Weight.DETAIL, text);
    }
}
