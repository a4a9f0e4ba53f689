package dev.holdfast.bench;

import com.sun.management.ThreadMXBean;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * How fast the planner is beside a live libvirt of the same version, in one run, and how its cost grows with a domain.
 * Exits with 1 where a target is missed.
 */
public final class Planning {

    /** How many times as many completions a second as a libvirt. */
    static final int TIMES_LIBVIRT = 200;

    /** Bytes allocated for one completion. */
    static final int MOST_BYTES = 100 * 1024;

    /** How many times as long as the yardstick from text to text. */
    static final double TIMES_YARDSTICK = 3.0;

    private static final List<Integer> SIZES = List.of(5, 10, 20, 50, 100, 200, 500);
    /** Long enough for the compiler to be done with all of it. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private static final int CALLS = 5_000;
    private static final int LIVE_CALLS = 300;

    private Planning() {}

    /** Measures and prints tables; the argument is a libvirt's URI. */
    public static void main(String[] arguments) {
        boolean good;
        try (Libvirt libvirt = Libvirt.connect(arguments[0])) {
            Planner planner = Planner.on(Platforms.named(libvirt.platform().version().toString()));
            good = beside(libvirt, planner);
            good &= curve(planner);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean beside(Libvirt libvirt, Planner planner) {
        String text = Sample.in("xml").spec();
        Element partial = XmlSource.parse(text, "vm.xml");
        String complete = DomainXml.write(planner.complete(partial));
        IntSupplier plan = () -> planner.complete(partial).children().size();
        IntSupplier fromText =
                () -> DomainXml.write(planner.complete(XmlSource.parse(text, "vm.xml"))).length();
        IntSupplier yardstick = () -> Woodstox.readAndWrite(complete).length();
        warmUp(plan);
        warmUp(fromText);
        warmUp(yardstick);
        long[][] nanos = new long[3][CALLS];
        long[] live = new long[LIVE_CALLS];
        for (int i = 0; i < CALLS; i++) {
            nanos[0][i] = time(plan);
            nanos[1][i] = time(fromText);
            nanos[2][i] = time(yardstick);
            if (i % (CALLS / LIVE_CALLS) == 0 && i / (CALLS / LIVE_CALLS) < LIVE_CALLS) {
                live[i / (CALLS / LIVE_CALLS)] =
                        time(() -> libvirt.complete(partial).children().size());
            }
        }
        long bytes = allocated(plan);
        double times = median(live) / median(nanos[0]);
        double text2text = median(nanos[1]) / median(nanos[2]);
        System.out.printf(Locale.ROOT, "| a domain of twenty devices | median, us | |%n");
        System.out.printf(Locale.ROOT, "|---|---:|---|%n");
        System.out.printf(Locale.ROOT, "| planned | %.1f | %.0f times as fast as libvirt; %d KB allocated |%n", median(nanos[0]), times, bytes / 1024);
        System.out.printf(Locale.ROOT, "| planned, from XML text to XML text | %.1f | %.2f times the yardstick |%n", median(nanos[1]), text2text);
        System.out.printf(Locale.ROOT, "| the yardstick: Woodstox reads and writes the complete XML | %.1f | |%n", median(nanos[2]));
        System.out.printf(Locale.ROOT, "| completed by libvirt %s | %.1f | |%n", libvirt.platform().version(), median(live));
        System.out.printf(Locale.ROOT, "%n");
        boolean fast = target("times as fast as libvirt", times >= TIMES_LIBVIRT);
        boolean lean = target("KB allocated", bytes <= MOST_BYTES);
        boolean near = target("times the yardstick", text2text <= TIMES_YARDSTICK);
        return fast && lean && near;
    }

    private static boolean curve(Planner planner) {
        System.out.printf(Locale.ROOT, "| devices | median, us | us a device | us / (n log n) |%n");
        System.out.printf(Locale.ROOT, "|---:|---:|---:|---:|%n");
        double first = 0;
        double worst = 0;
        for (int size : SIZES) {
            Element partial = XmlSource.parse(Many.devices(size), "many.xml");
            IntSupplier plan = () -> planner.complete(partial).children().size();
            warmUp(plan);
            long[] nanos = new long[CALLS / 5];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = time(plan);
            }
            double median = median(nanos);
            double scaled = median / (size * Math.log(size));
            first = first == 0 ? scaled : first;
            worst = Math.max(worst, scaled);
            System.out.printf(Locale.ROOT, "| %d | %.1f | %.2f | %.3f |%n", size, median, median / size, scaled);
        }
        System.out.printf(Locale.ROOT, "%n");
        return target("n log n from 5 devices on", worst <= first);
    }

    private static boolean target(String what, boolean met) {
        System.out.printf(Locale.ROOT, "%s: %s%n", what, met ? "met" : "MISSED");
        return met;
    }

    private static long time(IntSupplier call) {
        long start = System.nanoTime();
        int used = call.getAsInt();
        long nanos = System.nanoTime() - start;
        return used < 0 ? 0 : nanos;
    }

    private static void warmUp(IntSupplier call) {
        long end = System.nanoTime() + WARM_UP.toNanos();
        long used = 0;
        while (System.nanoTime() < end) {
            used += time(call);
        }
        if (used == 0) {
            throw new IllegalStateException("nothing was done");
        }
    }

    private static long allocated(IntSupplier call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            time(call);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1_000.0;
    }
}
