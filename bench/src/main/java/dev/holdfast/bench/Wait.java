package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of the time that {@code holdfast complete} takes for many files is waiting for libvirt; exits with 1 where,
 * printing to standard output, it is less than {@value #TARGET} percent.
 *
 * <p>Wall time is from starting the script to its end, as a user has it. Waiting is what the command itself measured:
 * libvirt's own calls and nothing around them. Both are of one run, so a busy machine moves them together; each way of
 * running is tried several times, turn by turn, and the run with the median share counts.
 */
public final class Wait {

    /** The least share of waiting, in percent. */
    static final double TARGET = 90.0;

    private static final int ROUNDS = 3;

    private static final Pattern WAITED = Pattern.compile("timings: .*waiting for libvirt ([0-9.]+) s");

    private final Path holdfast;
    private final String uri;
    private final Path folder;

    private Wait(Path holdfast, String uri, Path folder) {
        this.holdfast = holdfast;
        this.uri = uri;
        this.folder = folder;
    }

    /** One way of running the command: whether there are locks before, and with which options. */
    private record Way(String label, boolean locked, List<String> options) {}

    private static final Way STDOUT = new Way("to standard output", false, List.of());

    private static final List<Way> WAYS = List.of(
            STDOUT,
            new Way("to standard output, locked before", true, List.of()),
            new Way("--output-dir", false, List.of("--output-dir", "out")),
            new Way("--write", false, List.of("--write")),
            new Way("--write, locked before", true, List.of("--write")));

    /** What one run took, in seconds. */
    private record Run(double wall, double waiting) {
        double share() {
            return 100 * waiting / wall;
        }
    }

    /** Runs and prints a table; the arguments are the script, the libvirt's URI, and how many files: 500. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int files = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500;
        Path folder = Files.createTempDirectory("holdfast-wait");
        boolean good;
        try {
            good = new Wait(Path.of(arguments[0]).toAbsolutePath(), arguments[1], folder).report(Fleet.SMALL.of(files));
        } finally {
            remove(folder);
        }
        System.exit(good ? 0 : 1);
    }

    private boolean report(Map<String, String> fleet) throws IOException, InterruptedException {
        Map<Way, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            System.err.println("round " + (round + 1) + " of " + ROUNDS);
            for (Way way : WAYS) {
                runs.computeIfAbsent(way, k -> new ArrayList<>()).add(run(way, fleet));
            }
        }
        System.out.println("| complete of " + fleet.size() + " files | wall, s | waiting for libvirt, s | share | from | to |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        boolean good = false;
        for (Map.Entry<Way, List<Run>> row : runs.entrySet()) {
            List<Run> sorted = row.getValue().stream()
                    .sorted(Comparator.comparingDouble(Run::share))
                    .toList();
            Run median = sorted.get(ROUNDS / 2);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.1f%% | %.1f%% | %.1f%% |%n",
                    row.getKey().label(),
                    median.wall,
                    median.waiting,
                    median.share(),
                    sorted.getFirst().share(),
                    sorted.getLast().share());
            good |= row.getKey() == STDOUT && median.share() >= TARGET;
        }
        System.out.printf(
                Locale.ROOT, "%nThe target, at least %.0f%% to standard output, is %s.%n", TARGET, good ? "met" : "missed");
        return good;
    }

    private Run run(Way way, Map<String, String> fleet) throws IOException, InterruptedException {
        remove(folder);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> spec : fleet.entrySet()) {
            Files.writeString(folder.resolve(spec.getKey()), spec.getValue());
        }
        if (way.locked) {
            start(command("lock", List.of(), fleet));
        }
        return start(command("complete", way.options, fleet));
    }

    private List<String> command(String verb, List<String> options, Map<String, String> fleet) {
        List<String> command = new ArrayList<>(List.of(holdfast.toString(), verb, "--timings", "--on", uri));
        command.addAll(options);
        command.addAll(fleet.keySet());
        return command;
    }

    private Run start(List<String> command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        long start = System.nanoTime();
        int exit = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("printed").toFile())
                .redirectError(said.toFile())
                .start()
                .waitFor();
        double wall = (System.nanoTime() - start) / 1e9;
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Matcher waited = WAITED.matcher(text);
        if (exit != 0 || !waited.find()) {
            throw new IllegalStateException(command.subList(0, 5) + " ended with " + exit + "\n" + text);
        }
        return new Run(wall, Double.parseDouble(waited.group(1)));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
