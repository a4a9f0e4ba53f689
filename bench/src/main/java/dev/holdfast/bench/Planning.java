package dev.holdfast.bench;

import dev.holdfast.libvirt.Libvirt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How fast the planner is beside a live libvirt of the same version, in one JMH run, and how its cost grows with a domain.
 * Exits with 1 where a target is missed.
 */
public final class Planning {

    /** How many times as many completions a second as a libvirt. */
    static final double TIMES_LIBVIRT = 200;

    /** KB allocated for one completion. */
    static final double MOST_KB = 100;

    /** How many times as long as the yardstick from text to text. */
    static final double TIMES_YARDSTICK = 3.0;

    /** How often the planner and libvirt are measured, one after the other. */
    private static final int TURNS = 3;

    private Planning() {}

    /** Measures and prints tables; the argument is a libvirt's URI. */
    public static void main(String[] arguments) throws RunnerException {
        String uri = arguments[0];
        String version;
        try (Libvirt libvirt = Libvirt.connect(uri)) {
            version = libvirt.platform().version().toString();
        }
        System.err.println("about three minutes");
        // In turns: libvirt waits for its disk, which takes half as long again from one minute to the next.
        List<RunResult> both = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            both.addAll(run(uri, version, PlannerBenchmark.class.getName() + "\\.(planned|byLibvirt)$"));
        }
        List<RunResult> rest = new ArrayList<>(run(uri, version, PlannerBenchmark.class.getName() + "\\.(plannedFromText|yardstick)$"));
        Collection<RunResult> growing = run(uri, version, PlannerGrowthBenchmark.class.getName() + "\\.");
        rest.addAll(both);
        boolean good = beside(rest, version);
        good &= growth(growing);
        System.exit(good ? 0 : 1);
    }

    private static Collection<RunResult> run(String uri, String version, String benchmarks) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmarks)
                        .param("uri", uri)
                        .param("platform", version)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static boolean beside(Collection<RunResult> results, String version) {
        Map<String, List<RunResult>> named = results.stream()
                .collect(Collectors.groupingBy(result -> result.getPrimaryResult().getLabel()));
        RunResult plan = named(named, "planned").getFirst();
        double planned = median(named(named, "planned"));
        double fromText = median(named(named, "plannedFromText"));
        double yardstick = median(named(named, "yardstick"));
        double live = median(named(named, "byLibvirt"));
        double kb = Objects.requireNonNull(plan.getSecondaryResults().get("gc.alloc.rate.norm")).getScore() / 1024;
        System.out.printf(Locale.ROOT, "| a domain of twenty devices | median, us | a second | |%n|---|---:|---:|---|%n");
        row("planned", planned, String.format(Locale.ROOT, "%.0f times libvirt; %.0f KB allocated", live / planned, kb));
        row("completed by libvirt " + version, live, "");
        row("planned, from XML text to XML text", fromText, String.format(Locale.ROOT, "%.2f times the yardstick", fromText / yardstick));
        row("the yardstick: Woodstox reads and writes the complete XML", yardstick, "");
        System.out.printf(Locale.ROOT, "%n");
        boolean fast = target("at least 200 times libvirt", live / planned >= TIMES_LIBVIRT);
        boolean lean = target("at most 100 KB allocated", kb <= MOST_KB);
        boolean near = target("at most 3 times the yardstick", fromText / yardstick <= TIMES_YARDSTICK);
        return fast && lean && near;
    }

    /** Of several runs, the median of their medians. */
    private static double median(List<RunResult> runs) {
        double[] medians = runs.stream().mapToDouble(Planning::median).sorted().toArray();
        return medians[medians.length / 2];
    }

    /** In us. A process that cuts in doesn't move it, and neither does a neighbour on the same processor. */
    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static List<RunResult> named(Map<String, List<RunResult>> named, String benchmark) {
        return Objects.requireNonNull(named.get(benchmark), benchmark);
    }

    private static void row(String what, double us, String more) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.0f | %s |%n", what, us, 1e6 / us, more);
    }

    private static boolean growth(Collection<RunResult> results) {
        List<RunResult> sizes = results.stream()
                .sorted(Comparator.comparingInt(Planning::devices))
                .toList();
        System.out.printf(Locale.ROOT, "%n| devices | median, us | us a device | us / (n log n) |%n|---:|---:|---:|---:|%n");
        double first = 0;
        double worst = 0;
        for (RunResult result : sizes) {
            int size = devices(result);
            double us = median(result);
            double scaled = us / (size * Math.log(size));
            first = first == 0 ? scaled : first;
            worst = Math.max(worst, scaled);
            System.out.printf(Locale.ROOT, "| %d | %.1f | %.2f | %.3f |%n", size, us, us / size, scaled);
        }
        System.out.printf(Locale.ROOT, "%n");
        return target("no faster than n log n from 5 devices to 500", worst <= first);
    }

    private static int devices(RunResult result) {
        return Integer.parseInt(result.getParams().getParam("devices"));
    }

    private static boolean target(String what, boolean met) {
        System.out.printf(Locale.ROOT, "%s: %s%n", what, met ? "met" : "MISSED");
        return met;
    }
}
