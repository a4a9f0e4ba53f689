package dev.holdfast.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which child element of one tree is which of another, below the level of devices. */
public final class Siblings {

    /** The attribute that tells siblings of one name apart; those of other names go by their order. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("timer", "name"),
            Map.entry("feature", "name"),
            Map.entry("entry", "name"),
            Map.entry("parameter", "name"),
            Map.entry("channel", "name"),
            Map.entry("throttlegroup", "group_name"),
            Map.entry("cell", "id"),
            Map.entry("sibling", "id"),
            Map.entry("iothread", "id"),
            Map.entry("vcpu", "id"),
            Map.entry("vcpupin", "vcpu"),
            Map.entry("iothreadpin", "iothread"),
            Map.entry("seclabel", "model"),
            Map.entry("memnode", "cellid"),
            Map.entry("device", "path"));

    private Siblings() {}

    /** For each child element of the one that has a counterpart below the other, by identity, that counterpart. */
    public static Map<Element, Element> pair(Element one, @Nullable Element other) {
        Map<Element, Element> pairs = new IdentityHashMap<>();
        if (other == null || one.children().isEmpty() || other.children().isEmpty()) {
            return pairs;
        }
        Map<String, Deque<Element>> waiting = new LinkedHashMap<>();
        for (Element child : other.elements()) {
            waiting.computeIfAbsent(token(child), t -> new ArrayDeque<>()).add(child);
        }
        List<Element> late = new ArrayList<>();
        for (Element child : one.elements()) {
            Deque<Element> same = waiting.get(token(child));
            Element found = same == null ? null : same.poll();
            if (found != null) {
                pairs.put(child, found);
            } else {
                late.add(child);
            }
        }
        pairByOrder(late, waiting, pairs);
        return pairs;
    }

    /** Where one side has its keys not filled in yet, as many of one name are the same ones in their order. */
    private static void pairByOrder(
            List<Element> late, Map<String, Deque<Element>> waiting, Map<Element, Element> pairs) {
        Map<String, List<Element>> mine = byKeyedName(late);
        if (mine.isEmpty()) {
            return;
        }
        List<Element> rest = new ArrayList<>();
        waiting.values().forEach(rest::addAll);
        Map<String, List<Element>> theirs = byKeyedName(rest);
        mine.forEach((name, children) -> {
            List<Element> open = theirs.getOrDefault(name, List.of());
            if (open.size() == children.size() && (isKeyless(children) || isKeyless(open))) {
                for (int i = 0; i < open.size(); i++) {
                    pairs.put(children.get(i), open.get(i));
                }
            }
        });
    }

    private static Map<String, List<Element>> byKeyedName(List<Element> elements) {
        Map<String, List<Element>> groups = new LinkedHashMap<>();
        for (Element element : elements) {
            if (KEYS.containsKey(element.name())) {
                groups.computeIfAbsent(element.name(), n -> new ArrayList<>()).add(element);
            }
        }
        return groups;
    }

    private static boolean isKeyless(List<Element> elements) {
        return elements.stream().allMatch(e -> token(e).equals(e.name()));
    }

    private static String token(Element child) {
        String key = KEYS.get(child.name());
        String value = key == null ? null : child.attribute(key);
        return value == null ? child.name() : child.name() + " " + value;
    }
}
