package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long {@code holdfast complete --output-dir} takes for a folder of many VMs, with the planner, on two processors and
 * with a heap of {@value #HEAP} MB; exits with 1 where that isn't done in {@value #SECONDS} seconds for 100,000.
 *
 * <p>Wall time is from starting the script to its end, as a user has it. Processor time and memory are what the kernel
 * says of the process, looked at until it ends.
 */
public final class FleetRun {

    /** What the heap may grow to, in MB. */
    static final int HEAP = 512;

    /** For {@link #TARGET_COUNT} VMs; fewer have less. */
    static final double SECONDS = 30;

    static final int TARGET_COUNT = 100_000;

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    /** What is on the heap when a collection begins, which is when there is most. */
    private static final Pattern USED = Pattern.compile("Pause .* (\\d+)M->\\d+M\\(\\d+M\\)");

    private FleetRun() {}

    /** What one run took: seconds, processor time, MB and MB. */
    private record Run(double wall, Cpu cpu, long heap, long memory) {}

    /** Processor time in seconds: the process's own, and the kernel's for it. */
    private record Cpu(double own, double kernel) {

        /** The kernel counts it in hundredths (proc_pid_stat(5), sysconf(_SC_CLK_TCK)). */
        private static final double TICKS = 100;

        double all() {
            return own + kernel;
        }

        /** What a process has taken up to now; what it had before where it has ended meanwhile. */
        static Cpu in(Path times, Cpu before) {
            try {
                String line = Files.readString(times);
                // The name stands in parentheses, and may have blanks in it; the times are fields 14 and 15.
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                return new Cpu(Long.parseLong(fields[11]) / TICKS, Long.parseLong(fields[12]) / TICKS);
            } catch (IOException e) {
                return before;
            }
        }
    }

    /** Runs and prints a table; the arguments are the script, and how many VMs: 100000. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : TARGET_COUNT;
        Path folder = Files.createTempDirectory("holdfast-fleet");
        boolean good;
        try {
            Path specs = Files.createDirectory(folder.resolve("vms"));
            for (int i = 0; i < count; i++) {
                Files.writeString(specs.resolve(Fleet.file(i)), Fleet.MIXED.text(i));
            }
            sync(folder);
            good = report(count, run(Path.of(arguments[0]).toAbsolutePath(), folder, count));
        } finally {
            remove(folder);
        }
        System.exit(good ? 0 : 1);
    }

    /** So that the disk isn't busy with the specs any more when the clock starts. */
    private static void sync(Path folder) throws IOException, InterruptedException {
        if (new ProcessBuilder("sync", "--file-system", folder.toString()).start().waitFor() != 0) {
            throw new IllegalStateException("sync failed");
        }
    }

    private static Run run(Path holdfast, Path folder, int count) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Path collections = folder.resolve("gc.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "taskset", "--cpu-list", "0,1", holdfast.toString(), "complete", "--on", "planner", "--output-dir", "out", "vms")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("printed").toFile())
                .redirectError(said.toFile());
        builder.environment().put("HOLDFAST_JAVA_OPTS", "-Xmx" + HEAP + "m -Xlog:gc:file=" + collections);
        long start = System.nanoTime();
        Process process = builder.start();
        Path status = Path.of("/proc/" + process.pid() + "/status");
        Path times = Path.of("/proc/" + process.pid() + "/stat");
        Cpu cpu = new Cpu(0, 0);
        long memory = 0;
        // Seldom: this takes a little of the same two processors.
        while (!process.waitFor(Duration.ofMillis(100))) {
            cpu = Cpu.in(times, cpu);
            memory = Math.max(memory, most(status, PEAK) / 1024);
        }
        double wall = (System.nanoTime() - start) / 1e9;
        String text = Files.readString(said);
        if (process.exitValue() != 0 || !text.endsWith(count + " done\n")) {
            throw new IllegalStateException("ended with " + process.exitValue() + "\n" + text);
        }
        try (Stream<Path> results = Files.list(folder.resolve("out"))) {
            long found = results.count();
            if (found != count) {
                throw new IllegalStateException(found + " results");
            }
        }
        return new Run(wall, cpu, most(collections, USED), memory);
    }

    /** The greatest number that a file has behind a word; 0 where there is none, or no file any more. */
    private static long most(Path file, Pattern pattern) {
        long most = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher found = pattern.matcher(line);
                most = found.find() ? Math.max(most, Long.parseLong(found.group(1))) : most;
            }
        } catch (IOException e) {
            return most;
        }
        return most;
    }

    private static boolean report(int count, Run run) {
        System.out.println("| VMs | wall, s | processor, s | of it the kernel | VMs a second | processor, us a VM | most heap, MB | most memory, MB |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
        System.out.printf(
                Locale.ROOT,
                "| %d | %.1f | %.1f | %.1f | %.0f | %.0f | %d | %d |%n",
                count,
                run.wall,
                run.cpu.all(),
                run.cpu.kernel,
                count / run.wall,
                run.cpu.all() * 1e6 / count,
                run.heap,
                run.memory);
        double seconds = SECONDS * count / TARGET_COUNT;
        boolean good = run.wall < seconds;
        System.out.printf(
                Locale.ROOT,
                "%nThe target, less than %.1f s with at most %d MB of heap, is %s.%n",
                seconds,
                HEAP,
                good ? "met" : "missed");
        return good;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
