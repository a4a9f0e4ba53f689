package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Compares the loop with the yardstick and exits with 1 where it takes more than {@value #TARGET} times as long.
 *
 * <p>The machine may be busy: each round measures everything once, and a ratio is of one round; the median round
 * counts. Within a round, a benchmark's median call counts, which a process that cuts in doesn't move.
 */
public final class Compare {

    /** How many times as long as the yardstick the loop may take. */
    static final double TARGET = 4.0;

    private static final int ROUNDS = 5;

    private static final String YARDSTICK = "yardstick";

    private Compare() {}

    /** One benchmark in one round: its median and mean call in microseconds, and what it allocated, in KiB. */
    private record Measured(double median, double mean, double allocated) {}

    /** Runs the rounds and prints a table; the argument, if any, is how many rounds. */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        Map<String, List<Measured>> measured = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            System.err.println("round " + (round + 1) + " of " + rounds);
            for (RunResult result : run()) {
                measured.computeIfAbsent(name(result.getParams()), k -> new ArrayList<>())
                        .add(measured(result));
            }
        }
        System.exit(report(measured) ? 0 : 1);
    }

    private static String name(BenchmarkParams benchmark) {
        String method = benchmark.getBenchmark();
        String format = benchmark.getParam("format");
        return method.substring(method.lastIndexOf('.') + 1) + (format == null ? "" : ", " + format);
    }

    private static Collection<RunResult> run() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(YardstickBenchmark.class.getName())
                .include(LoopBenchmark.class.getName())
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                // A busy machine starves the compiler's threads, and a short warm-up would measure the interpreter.
                .jvmArgsAppend("-Xbatch", "--sun-misc-unsafe-memory-access=allow")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).run();
    }

    private static Measured measured(RunResult result) {
        Statistics calls = result.getPrimaryResult().getStatistics();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Measured(
                calls.getPercentile(50), calls.getMean(), allocated == null ? 0 : allocated.getScore() / 1024);
    }

    private static boolean report(Map<String, List<Measured>> measured) {
        List<Measured> yardstick = measured.getOrDefault(YARDSTICK, List.of());
        boolean good = !yardstick.isEmpty();
        System.out.println("| what | median call, us | times the yardstick | by the mean | KiB allocated |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (Map.Entry<String, List<Measured>> row : measured.entrySet()) {
            List<Measured> rounds = row.getValue();
            double ratio = middle(rounds.size(), i -> rounds.get(i).median() / yardstick.get(i).median());
            good &= ratio <= TARGET;
            System.out.printf(
                    "| %s | %.0f | %.2f | %.2f | %.0f |%n",
                    row.getKey(),
                    middle(rounds.size(), i -> rounds.get(i).median()),
                    ratio,
                    middle(rounds.size(), i -> rounds.get(i).mean() / yardstick.get(i).mean()),
                    middle(rounds.size(), i -> rounds.get(i).allocated()));
        }
        System.out.printf("%nThe target, at most %.0f times the yardstick, is %s.%n", TARGET, good ? "met" : "missed");
        return good;
    }

    private static double middle(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).sorted().skip(count / 2).findFirst().orElse(Double.NaN);
    }
}
