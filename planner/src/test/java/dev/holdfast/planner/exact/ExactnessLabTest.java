package dev.holdfast.planner.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Corpus;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.libvirt.Report;
import dev.holdfast.libvirt.Table;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The planner beside every libvirt of the lab: each domain completed by both and compared to the letter. */
@Tag("lab")
class ExactnessLabTest {

    private static final int GENERATED = 5_000;

    private static final String ACCEPTED = "libvirt accepts";
    private static final String IDENTICAL = "identical";
    private static final String UNMODELLED = "refused as unmodelled";
    private static final String DIFFERENT = "different";
    private static final String WRONGLY_REJECTED = "wrongly rejected";
    private static final String TOPOLOGY = "libvirt rejects for topology";
    private static final String TOPOLOGY_REJECTED = "of those, rejected by the planner";
    private static final String TOPOLOGY_MISSED = "of those, missed";
    private static final String OTHERS = "libvirt rejects otherwise";
    private static final String OTHERS_ACCEPTED = "of those, accepted by the planner";

    private static final List<String> COLUMNS = List.of(
            ACCEPTED,
            IDENTICAL,
            UNMODELLED,
            DIFFERENT,
            WRONGLY_REJECTED,
            TOPOLOGY,
            TOPOLOGY_REJECTED,
            TOPOLOGY_MISSED,
            OTHERS,
            OTHERS_ACCEPTED);

    /** A domain with its name. */
    private record Case(String name, Element partial) {}

    @Test
    void thePlannerCompletesWhatOthersWroteAsLibvirtDoes() {
        Table table = compare(
                "planner-corpus",
                "Inputs of libvirt's own tests: the planner beside each libvirt",
                host -> Corpus.inputs().stream()
                        .filter(input -> !Corpus.crashes(input, host))
                        .map(input -> new Case(input.name(), input.spec().domain()))
                        .toList());
        for (String row : table.rows()) {
            assertThat(table.cell(row, IDENTICAL)).as(row).isGreaterThanOrEqualTo(table.cell(row, ACCEPTED) * 9 / 10);
            assertThat(table.cell(row, DIFFERENT)).as(row).isZero();
            assertThat(table.cell(row, TOPOLOGY_MISSED)).as(row).isZero();
        }
    }

    @Test
    void thePlannerCompletesOrdinaryDomainsAsLibvirtDoes() {
        Table table = compare(
                "planner-generated",
                GENERATED + " made-up domains: the planner beside each libvirt",
                host -> LongStream.range(0, GENERATED)
                        .mapToObj(seed -> new Case("seed " + seed, GeneratedDomains.of(seed)))
                        .toList());
        for (String row : table.rows()) {
            assertThat(table.cell(row, IDENTICAL)).as(row).isGreaterThanOrEqualTo((table.cell(row, ACCEPTED) * 99 + 99) / 100);
            assertThat(table.cell(row, TOPOLOGY_MISSED)).as(row).isZero();
        }
    }

    /** Which domains a host is given. */
    private interface Cases {
        List<Case> of(String host);
    }

    private static Table compare(String name, String title, Cases cases) {
        Table table = new Table();
        onEveryHost(host -> {
            try (Libvirt libvirt = host.connect()) {
                String version = libvirt.platform().version().toString();
                Planner planner = Planner.on(Platforms.named(version));
                for (Case one : cases.of(host.name())) {
                    count(table, version, one, Exactness.of(one.partial(), libvirt, planner), libvirt, planner);
                }
            }
        });
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (String column : List.of(UNMODELLED, DIFFERENT, WRONGLY_REJECTED, TOPOLOGY_MISSED, OTHERS_ACCEPTED)) {
            reasons.put(column, table.reasons(column));
        }
        Report.print(name, title, table.markdown("libvirt", COLUMNS), reasons);
        return table;
    }

    private static void count(Table table, String row, Case one, Exactness exactness, Libvirt libvirt, Planner planner) {
        switch (exactness) {
            case Exactness.Identical() -> {
                table.count(row, ACCEPTED);
                table.count(row, IDENTICAL);
            }
            case Exactness.Different(String first) -> {
                table.count(row, ACCEPTED);
                Element small = Shrinker.shrink(
                        one.partial(), less -> Exactness.of(less, libvirt, planner) instanceof Exactness.Different);
                table.count(row, DIFFERENT, one.name() + " " + first + ", as in " + DomainXml.write(small));
            }
            case Exactness.Unmodelled(String what) -> {
                table.count(row, ACCEPTED);
                table.count(row, UNMODELLED, one.name() + " " + what);
            }
            case Exactness.WronglyRejected(String message) -> {
                table.count(row, ACCEPTED);
                table.count(row, WRONGLY_REJECTED, one.name() + " " + message);
            }
            case Exactness.RejectedByBoth(boolean topology) -> {
                table.count(row, topology ? TOPOLOGY : OTHERS);
                if (topology) {
                    table.count(row, TOPOLOGY_REJECTED);
                }
            }
            case Exactness.UnmodelledRejection(String libvirts, boolean topology) ->
                missed(table, row, one.name() + " unmodelled; libvirt says " + libvirts, topology, false);
            case Exactness.WronglyAccepted(String libvirts, boolean topology) ->
                missed(table, row, one.name() + " accepted; libvirt says " + libvirts, topology, true);
        }
    }

    private static void missed(Table table, String row, String reason, boolean topology, boolean accepted) {
        table.count(row, topology ? TOPOLOGY : OTHERS);
        if (topology) {
            table.count(row, TOPOLOGY_MISSED, reason);
        } else if (accepted) {
            table.count(row, OTHERS_ACCEPTED, reason);
        }
    }

    private static void onEveryHost(Consumer<Lab.Host> work) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(Lab.hosts().size())) {
            Lab.hosts().forEach(host -> running.add(threads.submit(() -> work.accept(host))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
