package dev.holdfast.cli.run;

import java.io.PrintWriter;

/** One line at the bottom of a terminal that says how far a batch is. */
final class Progress {

    private static final int WIDTH = 30;
    private static final long EVERY_NS = 100_000_000;

    private final PrintWriter terminal;
    private final int total;
    private int done;
    private boolean shown;
    private long drawn = System.nanoTime();

    Progress(PrintWriter terminal, int total) {
        this.terminal = terminal;
        this.total = total;
    }

    /** Takes the line away, so that something can be written in its place. */
    void clear() {
        if (shown) {
            terminal.print("\r\u001b[K");
            terminal.flush();
            shown = false;
        }
    }

    /** One more is done. */
    void step() {
        done++;
        long now = System.nanoTime();
        if (now - drawn >= EVERY_NS) {
            drawn = now;
            draw();
        }
    }

    private void draw() {
        int filled = WIDTH * done / total;
        terminal.print("\r[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total + "\u001b[K");
        terminal.flush();
        shown = true;
    }
}
