package dev.holdfast.cli.run;

/** How long at least one thread was inside: the union of all their stays. */
final class Stopwatch {

    private int inside;
    private long since;
    private long total;
    private long first;
    private long last;

    synchronized void enter() {
        if (inside++ == 0) {
            since = System.nanoTime();
            first = first == 0 ? since : first;
        }
    }

    synchronized void leave() {
        if (--inside == 0) {
            last = System.nanoTime();
            total += last - since;
        }
    }

    /** Nanoseconds from the first entering to the last leaving. */
    synchronized long span() {
        return last - first;
    }

    /** In nanoseconds, of the stays that are over. */
    synchronized long total() {
        return total;
    }
}
