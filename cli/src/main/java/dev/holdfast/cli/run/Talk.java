package dev.holdfast.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the user gets to see: results on standard output, all else on standard error. For one thread. */
public final class Talk {

    /** How much is said on standard error. */
    public enum Loudness {
        /** Problems alone. */
        QUIET,
        /** Warnings too, and notes on a terminal where there is one file. */
        NORMAL,
        /** Everything. */
        VERBOSE
    }

    private final OutputStream out;
    private final PrintWriter err;
    private final boolean terminal;
    private final Loudness loudness;
    private final Paint paint;
    private boolean several;
    private @Nullable Progress progress;

    /** In these surroundings. */
    public Talk(Surroundings surroundings, Loudness loudness, Paint.When colour) {
        this.out = surroundings.out();
        this.err = Surroundings.utf8(surroundings.err());
        this.terminal = surroundings.errIsTerminal();
        this.loudness = loudness;
        this.paint = colour.on(terminal, surroundings);
    }

    /** True where notes are heard: by who asked for more, and who sits at a terminal and has one file. */
    public static boolean hearsNotes(Loudness loudness, boolean terminal, boolean several) {
        return loudness == Loudness.VERBOSE || loudness == Loudness.NORMAL && terminal && !several;
    }

    /** Announces this many steps; from two on, a terminal shows how far it is. */
    void begin(int steps) {
        several = steps > 1;
        progress = terminal && loudness != Loudness.QUIET && several ? new Progress(err, steps) : null;
    }

    /** One step is done. */
    void step() {
        if (progress != null) {
            progress.step();
        }
    }

    /** No more steps. */
    void end() {
        clear();
        progress = null;
    }

    /**
     * A result.
     *
     * @throws OutputClosed where standard output takes no more
     */
    public void result(String text) {
        clear();
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new OutputClosed(e);
        }
    }

    /** Anything else. */
    public void say(Remark remark) {
        boolean heard = switch (remark.weight()) {
            case PROBLEM -> true;
            case WARNING, SUMMARY -> loudness != Loudness.QUIET;
            case NOTE -> hearsNotes(loudness, terminal, several);
            case DETAIL -> loudness == Loudness.VERBOSE;
        };
        if (heard) {
            clear();
            err.println(painted(remark));
        }
    }

    private String painted(Remark remark) {
        String text = remark.text();
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        String first = text.substring(0, end);
        String rest = text.substring(end);
        return switch (remark.weight()) {
            case PROBLEM -> paint.red(first) + rest;
            case WARNING -> paint.yellow(first) + rest;
            case SUMMARY, NOTE -> text;
            case DETAIL -> paint.dim(first) + rest;
        };
    }

    private void clear() {
        if (progress != null) {
            progress.clear();
        }
    }
}
