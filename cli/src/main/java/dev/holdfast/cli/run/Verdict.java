package dev.holdfast.cli.run;

/** What one file came to, the worse the later. */
public enum Verdict {
    /** Done. */
    DONE(0, "done"),
    /** Done, and there is a difference to look at. */
    DIFFERENT(1, "different"),
    /** Could be done, but the user must decide first. */
    REFUSED(1, "refused"),
    /** Can't be used, or was rejected. */
    FAILED(2, "failed"),
    /** There was no connection. */
    UNREACHED(2, "without connection"),
    /** A bug of ours. */
    CRASHED(70, "stopped by a bug");

    private final int exit;
    private final String word;

    Verdict(int exit, String word) {
        this.exit = exit;
        this.word = word;
    }

    /** The exit status that stands for it. */
    public int exit() {
        return exit;
    }

    /** As a count names it: {@code 3 refused}. */
    public String word() {
        return word;
    }
}
