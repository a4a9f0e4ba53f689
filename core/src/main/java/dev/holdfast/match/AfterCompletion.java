package dev.holdfast.match;

import dev.holdfast.device.DeviceKind;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Key;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Matches the devices that were submitted to a completer with those that came back. Aliases travel through libvirt
 * unchanged; a device of a kind that has none is found by its keys, and where those don't tell, by its order among its
 * kind, which libvirt keeps for devices that it doesn't sort by their keys.
 */
public final class AfterCompletion {

    private AfterCompletion() {}

    /** The match; devices that the completer dropped are among the gone. */
    public static Pairs<Element> match(List<Element> submitted, List<Element> complete) {
        Pairs<Element> pairs = Pairs.empty();
        Map<String, List<Element>> after = byKind(complete);
        for (Map.Entry<String, List<Element>> kind : byKind(submitted).entrySet()) {
            List<Element> answers = after.remove(kind.getKey());
            matchKind(kind.getValue(), answers == null ? List.of() : answers, pairs);
        }
        after.values().forEach(pairs.added()::addAll);
        return pairs;
    }

    private static Map<String, List<Element>> byKind(List<Element> devices) {
        Map<String, List<Element>> kinds = new LinkedHashMap<>();
        for (Element device : devices) {
            kinds.computeIfAbsent(device.name(), n -> new ArrayList<>()).add(device);
        }
        return kinds;
    }

    private static void matchKind(List<Element> submitted, List<Element> complete, Pairs<Element> pairs) {
        List<Element> asked = new ArrayList<>(submitted);
        List<Element> answers = new ArrayList<>(complete);
        unique(asked, answers, pairs, device -> device.value("alias@name"));
        DeviceKind kind = DeviceKinds.of(submitted.getFirst());
        for (Key key : kind.keys()) {
            if (asked.isEmpty()) {
                break;
            }
            unique(asked, answers, pairs, key::of);
        }
        inOrder(asked, answers, pairs, AfterCompletion::answers);
        inOrder(asked, answers, pairs, Nature::compatible);
        pairs.gone().addAll(asked);
        pairs.added().addAll(answers);
    }

    private static void unique(
            List<Element> asked,
            List<Element> answers,
            Pairs<Element> pairs,
            Function<Element, @Nullable Object> key) {
        SoleKey.pair(asked, key, answers, key, (device, answer) -> {
            if (Nature.compatible(device, answer)) {
                pair(device, answer, asked, answers, pairs);
            }
        });
    }

    private static void inOrder(
            List<Element> asked, List<Element> answers, Pairs<Element> pairs, BiPredicate<Element, Element> fits) {
        for (Element device : List.copyOf(asked)) {
            for (Element answer : answers) {
                if (fits.test(device, answer)) {
                    pair(device, answer, asked, answers, pairs);
                    break;
                }
            }
        }
    }

    private static void pair(
            Element device, Element answer, List<Element> asked, List<Element> answers, Pairs<Element> pairs) {
        pairs.before().put(answer, device);
        removeSame(asked, device);
        removeSame(answers, answer);
    }

    /** Equal devices are still two; only this one goes. */
    static void removeSame(List<?> list, Object item) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == item) {
                list.remove(i);
                return;
            }
        }
    }

    /** True where everything that was asked for stands in the answer. */
    private static boolean answers(Element asked, Element answer) {
        Map<String, String> facts = Facts.of(answer);
        for (Map.Entry<String, String> fact : Facts.of(asked).entrySet()) {
            String value = facts.get(fact.getKey());
            if (value == null || !NormalForm.same(fact.getValue(), value)) {
                return false;
            }
        }
        return true;
    }
}
