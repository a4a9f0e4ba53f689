package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.CorpusRun.Result;
import dev.holdfast.lock.Lock;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.HoldfastException;
import dev.holdfast.spec.Lenses;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain YAML, on every libvirt of the lab: the first example, and everything that libvirt's own tests give it. */
@Tag("lab")
class YamlLabTest {

    private static final String FIRST = """
            devices:
              disks:
              - image: /path/to/image.qcow2
            """;

    private static final String ADDRESS = """
                address:
                  type: pci
                  domain: 0x0000
                  bus: %s
                  slot: %s
                  function: 0x0
            """;

    private static final String REJECTED = "rejected by libvirt";
    private static final String REFUSED = "refused, with the reason";
    private static final String UNREADABLE = "can't be read back";
    private static final String ADDED = "adds again";
    private static final String TOUCHED = "text touched";
    private static final String MOVED = "moved on the next";
    private static final String REFUSED_THERE = "refused on the next";

    /** What may be refused on another libvirt: a VM whose firmware nobody named, of which the next chooses another. */
    private static final String FIRMWARE_UNNAMED = "Name the VM's firmware in the spec";

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void theFirstExample(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Completion done = Holdfast.complete(Spec.parse("first.yaml", FIRST), null, libvirt);
            String text = done.spec().text();
            List<String> items = Stream.of(text.split("(?m)^  - ")).toList();
            assertThat(text).startsWith(FIRST).contains("\n  controllers:\n  - ");
            assertThat(items).as(text).anySatisfy(item -> assertThat(item)
                    .startsWith("model: pcie-root-port\n")
                    .contains(ADDRESS.formatted("0x00", "0x01")));
            assertThat(items).as(text).anySatisfy(item -> assertThat(item)
                    .startsWith("image: /path/to/image.qcow2\n")
                    .contains("\n    model: virtio-blk\n")
                    .contains(ADDRESS.formatted("0x01", "0x00")));
            assertThat(Holdfast.complete(done.spec(), null, libvirt).spec().text()).isEqualTo(text);
        }
    }

    @Test
    void everyInputAsYaml() {
        Table table = new Table();
        Map<String, Map<String, Completion>> completions = new ConcurrentHashMap<>();
        try (CorpusRun run = new CorpusRun()) {
            run.onEveryHost((host, libvirt) -> {
                Map<String, Completion> mine = completions.computeIfAbsent(host, h -> new ConcurrentHashMap<>());
                for (Corpus.Input input : run.inputs()) {
                    if (run.completion(input.name(), host) != null) {
                        Completion completion = complete(table, input, host, libvirt);
                        if (completion != null) {
                            mine.put(input.name(), completion);
                        }
                    }
                }
            });
            List<String> names = List.copyOf(run.hosts().keySet());
            run.onEveryHost((to, libvirt) -> {
                int index = names.indexOf(to);
                if (index > 0) {
                    completions.getOrDefault(names.get(index - 1), Map.of()).forEach((input, before) -> {
                        if (completions.getOrDefault(to, Map.of()).containsKey(input)) {
                            onTheNext(table, input, before, names.get(index - 1), libvirt);
                        }
                    });
                }
            });
        }
        List<String> failures = List.of(UNREADABLE, REFUSED, REJECTED, ADDED, TOUCHED, MOVED);
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        reasons.put(REFUSED_THERE, table.reasons(REFUSED_THERE));
        failures.forEach(column -> reasons.put(column, table.reasons(column)));
        List<String> columns = new ArrayList<>(List.of("inputs", "completed", "on the next", "held there"));
        columns.addAll(reasons.keySet());
        Report.print(
                "yaml",
                "Every input that a libvirt accepts, printed as plain YAML",
                table.markdown("libvirt", columns),
                reasons);
        assertThat(reasons.get(REFUSED_THERE)).allMatch(reason -> reason.contains(FIRMWARE_UNNAMED));
        assertThat(failures).flatExtracting(reasons::get).isEmpty();
    }

    private static @Nullable Completion complete(Table table, Corpus.Input input, String host, Libvirt libvirt) {
        table.count(host, "inputs");
        Spec spec;
        try {
            spec = Spec.parse(input.name(), Lenses.named("yaml").print(input.spec().domain()));
        } catch (HoldfastException e) {
            table.count(host, UNREADABLE, input.name() + " " + e.getMessage());
            return null;
        }
        Completion first = done(table, host, input.name(), CorpusRun.complete(spec, null, libvirt));
        if (first == null) {
            return null;
        }
        table.count(host, "completed");
        if (!reflectedNothing(spec).equals(spec.text()) || !reflectedNothing(first.spec()).equals(first.spec().text())) {
            table.count(host, TOUCHED, input.name() + " by reflecting nothing");
        }
        again(table, input, host, libvirt, first, null);
        again(table, input, host, libvirt, first, first.lock());
        return first;
    }

    private static @Nullable Completion done(Table table, String row, String what, Result result) {
        return switch (result) {
            case Result.Done(Completion completion) -> completion;
            case Result.Refused(String reason) -> {
                table.count(row, REFUSED, what + " " + reason);
                yield null;
            }
            case Result.Rejected(String message) -> {
                table.count(row, REJECTED, what + " " + message);
                yield null;
            }
        };
    }

    private static String reflectedNothing(Spec spec) {
        Map<Element, Element> partners = new IdentityHashMap<>();
        DeviceKinds.in(spec.domain()).forEach(device -> partners.put(device, device));
        return spec.reflect(new Reflection(spec.domain(), partners)).text();
    }

    private static void again(
            Table table, Corpus.Input input, String host, Libvirt libvirt, Completion first, @Nullable Lock lock) {
        String how = input.name() + (lock == null ? " without" : " with") + " its lock";
        Completion again = done(table, host, how, CorpusRun.complete(first.spec(), lock, libvirt));
        if (again == null) {
            return;
        }
        List<String> added = new ArrayList<>();
        // A device that the format rules out is told again where no lock holds it.
        again.additions().stream()
                .filter(addition -> !addition.toString().contains("device video for video-none"))
                .forEach(addition -> added.add(addition.toString()));
        same(first.domain(), again.domain()).forEach(difference -> added.add(difference.toString()));
        if (!added.isEmpty()) {
            table.count(host, ADDED, how + " " + added);
        }
        if (!again.spec().text().equals(first.spec().text())) {
            table.count(host, TOUCHED, how + " " + firstNewLine(first.spec().text(), again.spec().text()));
        }
    }

    private static String firstNewLine(String before, String after) {
        List<String> lines = before.lines().toList();
        return after.lines().filter(line -> !lines.contains(line)).findFirst().orElse("");
    }

    private static void onTheNext(Table table, String input, Completion before, String host, Libvirt next) {
        table.count(host, "on the next");
        Result result = CorpusRun.complete(before.spec(), before.lock(), next);
        if (result instanceof Result.Refused(String reason)) {
            table.count(host, REFUSED_THERE, input + " " + reason);
            return;
        }
        Completion there = done(table, host, input + " on the next", result);
        if (there == null) {
            return;
        }
        List<String> moved = new ArrayList<>(Corpus.footprints(before.domain()));
        Corpus.footprints(there.domain()).forEach(moved::remove);
        if (moved.isEmpty()) {
            table.count(host, "held there");
        } else {
            table.count(host, MOVED, input + " " + moved);
        }
    }

    /** Every difference but the ids that travel as aliases. */
    private static List<Difference> same(Element one, Element other) {
        List<Difference> found = new ArrayList<>(Differences.between(one.without("devices"), other.without("devices")));
        Pairs<Element> pairs = AfterCompletion.match(withoutAliases(one), withoutAliases(other));
        pairs.gone().forEach(device -> found.add(new Difference("gone", device.toString(), null)));
        pairs.added().forEach(device -> found.add(new Difference("added", null, device.toString())));
        pairs.before().forEach((now, was) -> found.addAll(Differences.between(was, now)));
        return found;
    }

    private static List<Element> withoutAliases(Element domain) {
        return DeviceKinds.in(domain).stream().map(device -> device.without("alias")).toList();
    }
}
