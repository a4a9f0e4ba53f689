package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares the loop with the yardstick and exits with 1 where it takes more than {@value #TARGET} times as long.
 *
 * <p>All calls are made in turn in one process, so that whatever else the machine does falls on all of them alike. Of
 * each, the median call counts, which a process that cuts in doesn't move.
 */
public final class Compare {

    /** How many times as long as the yardstick the loop may take. */
    static final double TARGET = 4.0;

    /** Enough for the compiler to be done with all of it. */
    private static final int WARM_UP = 6_000;

    private static final int CALLS = 3_000;

    private Compare() {}

    /** One thing that is measured, and how long each call of it took. */
    private static final class Measured {

        private final String name;
        private final Supplier<Loop.Result> call;
        private final long[] whole = new long[CALLS];
        /** Without the completer's part. */
        private final long[] nanos = new long[CALLS];

        Measured(String name, Supplier<Loop.Result> call) {
            this.name = name;
            this.call = call;
        }

        void measure(int i) {
            long start = System.nanoTime();
            Loop.Result result = call.get();
            whole[i] = System.nanoTime() - start;
            nanos[i] = whole[i] - result.completer().nanos();
        }
    }

    /** Measures and prints a table. */
    public static void main(String[] arguments) {
        List<Measured> measured = new ArrayList<>();
        for (String format : List.of("xml", "yaml")) {
            Sample sample = Sample.in(format);
            String lock = Loop.first(sample).lock();
            measured.add(new Measured(format + ", no lock yet", () -> Loop.first(sample)));
            measured.add(new Measured(format + " and its lock", () -> Loop.again(sample, lock)));
        }
        String complete = Sample.resource(Sample.COMPLETE);
        long[] yardstick = new long[CALLS];
        long written = 0;
        for (int i = -WARM_UP; i < CALLS; i++) {
            int at = Math.max(i, 0);
            measured.forEach(one -> one.measure(at));
            long start = System.nanoTime();
            written += Woodstox.readAndWrite(complete).length();
            yardstick[at] = System.nanoTime() - start;
            if (i % 1_000 == 0) {
                System.err.printf("%d of %d%n", i + WARM_UP, WARM_UP + CALLS);
            }
        }
        System.err.printf("%d characters by the yardstick%n", written);
        System.exit(report(measured, median(yardstick)) ? 0 : 1);
    }

    private static boolean report(List<Measured> measured, double yardstick) {
        boolean good = true;
        System.out.println("| | median, us | times the yardstick | with libvirt's XML written and read |");
        System.out.println("|---|---:|---:|---:|");
        System.out.printf("| the yardstick | %.0f | 1.00 | |%n", yardstick);
        for (Measured one : measured) {
            double ratio = median(one.nanos) / yardstick;
            // The yardstick is XML; a YAML parser is no part of it, and YAML's figures are here to be seen.
            good &= ratio <= TARGET || one.name.startsWith("yaml");
            System.out.printf(
                    "| %s | %.0f | %.2f | %.2f |%n",
                    one.name, median(one.nanos), ratio, median(one.whole) / yardstick);
        }
        System.out.printf("%nThe target for XML, at most %.0f times the yardstick, is %s.%n", TARGET, good ? "met" : "missed");
        return good;
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1_000.0;
    }
}
