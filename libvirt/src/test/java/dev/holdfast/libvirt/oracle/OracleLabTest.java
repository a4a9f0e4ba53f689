package dev.holdfast.libvirt.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Report;
import dev.holdfast.libvirt.Table;
import dev.holdfast.libvirt.oracle.Pair.Ours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holdfast's comparison of two domains beside libvirt's own, on mutations of what libvirt's tests give it. */
@Tag("lab")
class OracleLabTest {

    private static final int PAIRS = 3000;

    private static final Map<String, OracleRun> RUNS = new LinkedHashMap<>();

    private static final Map<String, Set<Said>> MESSAGES = new LinkedHashMap<>();

    @BeforeAll
    static void askBothOnEveryHost() throws InterruptedException, ExecutionException {
        List<Lab.Host> hosts = Lab.hosts();
        try (ExecutorService threads = Executors.newFixedThreadPool(hosts.size())) {
            Map<String, Future<OracleRun>> running = new LinkedHashMap<>();
            hosts.forEach(host -> running.put(host.name(), threads.submit(() -> new OracleRun(host).run())));
            for (Map.Entry<String, Future<OracleRun>> run : running.entrySet()) {
                RUNS.put(run.getKey(), run.getValue().get());
            }
        }
        hosts.forEach(host -> MESSAGES.put(host.name(), Said.by(host)));
        Report.print(
                "oracle",
                "Two domains, compared by libvirt's own check of guest ABI and by ours",
                "Of a mutation that libvirt rejects, that it completes to what was there before, or of which it doesn't read"
                        + " its own answer, there is no pair.\n\n"
                        + counts() + "\n" + messages() + "\n" + incompatible() + "\n" + stricter(),
                Map.of());
    }

    @Test
    void whateverLibvirtCallsIncompatibleIsChanged() {
        assertThat(all()).filteredOn(Pair::isMissed).isEmpty();
    }

    @Test
    void thereAreEnoughPairsOnEveryLibvirt() {
        assertThat(RUNS.values()).allSatisfy(run -> assertThat(run.pairs()).hasSizeGreaterThan(PAIRS));
    }

    @Test
    void whereOursIsStricterThereIsAReason() {
        assertThat(all().stream().flatMap(pair -> pair.stricter().stream()).distinct())
                .filteredOn(path -> Stricter.reason(path).isEmpty())
                .as("paths without a row in Stricter")
                .isEmpty();
    }

    @Test
    void whatLibvirtsCheckNeverSaidHasAReason() {
        assertThat(unreached().keySet())
                .filteredOn(said -> Unreached.reason(said).isEmpty())
                .as("messages without a row in Unreached")
                .isEmpty();
    }

    /** What no pair made any libvirt say, and which of them can say it. */
    private static Map<Said, List<String>> unreached() {
        Map<Said, List<String>> able = new TreeMap<>();
        MESSAGES.forEach((host, messages) ->
                messages.forEach(said -> able.computeIfAbsent(said, s -> new ArrayList<>()).add(host)));
        RUNS.forEach((host, run) -> Said.among(MESSAGES.get(host), incompatible(run)).forEach(able::remove));
        return able;
    }

    private static List<String> incompatible(OracleRun run) {
        return run.pairs().stream().flatMap(pair -> pair.incompatible().stream()).distinct().toList();
    }

    private static String messages() {
        Table table = new Table();
        RUNS.forEach((host, run) -> {
            Set<Said> said = Said.among(MESSAGES.get(host), incompatible(run));
            MESSAGES.get(host).forEach(one -> table.count(host, said.contains(one) ? "said" : "not said"));
        });
        StringBuilder out = new StringBuilder("Messages of libvirt's check, as its library has them:\n\n")
                .append(table.markdown("libvirt", List.of("said", "not said")))
                .append("\nSaid by none:\n\n| message | libvirts that have it | why |\n|---|---|---|\n");
        unreached().forEach((said, hosts) -> out.append("| ")
                .append(said)
                .append(" | ")
                .append(String.join(", ", hosts))
                .append(" | ")
                .append(Unreached.reason(said).orElse("**no reason**"))
                .append(" |\n"));
        return out.toString();
    }

    private static List<Pair> all() {
        return RUNS.values().stream().flatMap(run -> run.pairs().stream()).toList();
    }

    private static String counts() {
        Table table = new Table();
        RUNS.forEach((host, run) -> {
            for (Pair pair : run.pairs()) {
                table.count(host, "pairs");
                table.count(host, (pair.incompatible().isPresent() ? "incompatible, " : "compatible, ") + ours(pair));
            }
            IntStream.range(0, run.rejected()).forEach(i -> table.count(host, "rejected"));
            IntStream.range(0, run.withoutEffect()).forEach(i -> table.count(host, "without effect"));
            run.unreadable().forEach(message -> table.count(host, "not read again"));
        });
        return table.markdown(
                "libvirt",
                List.of(
                        "pairs",
                        "incompatible, changed",
                        "incompatible, uncertain",
                        "incompatible, same",
                        "compatible, same",
                        "compatible, uncertain",
                        "compatible, changed",
                        "rejected",
                        "without effect",
                        "not read again"));
    }

    private static String ours(Pair pair) {
        return switch (pair.ours()) {
            case Ours.Same() -> "same";
            case Ours.Changed changed -> "changed";
            case Ours.Refused refused -> "uncertain";
        };
    }

    /** What was mutated where libvirt calls the two incompatible. */
    private static String incompatible() {
        Table table = new Table();
        RUNS.forEach((host, run) -> run.pairs().stream()
                .filter(pair -> pair.incompatible().isPresent())
                .forEach(pair -> table.count(pair.mutation().path(), host)));
        return "What libvirt calls incompatible, by what was mutated:\n\n"
                + table.markdown("mutated", List.copyOf(RUNS.keySet()));
    }

    /** Where ours is stricter, and why. */
    private static String stricter() {
        Map<String, Map<String, Integer>> paths = new TreeMap<>();
        RUNS.forEach((host, run) -> run.pairs().forEach(pair -> pair.stricter()
                .forEach(path -> paths.computeIfAbsent(path, p -> new TreeMap<>()).merge(host, 1, Integer::sum))));
        StringBuilder out = new StringBuilder("What libvirt calls compatible and we call changed:\n\n| changed | ")
                .append(String.join(" | ", RUNS.keySet()))
                .append(" | why |\n|---")
                .append("|---".repeat(RUNS.size() + 1))
                .append("|\n");
        paths.forEach((path, counts) -> {
            List<String> cells = new ArrayList<>(List.of(path));
            RUNS.keySet().forEach(host -> cells.add(String.valueOf(counts.getOrDefault(host, 0))));
            cells.add(Stricter.reason(path).orElse("**no reason**"));
            out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        });
        return out.toString();
    }
}
