package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
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

    private static final Siblings NONE = new Siblings(List.of());

    /** The one's child elements. */
    private final List<Element> mine;
    /** Their counterparts. */
    private final @Nullable Element[] theirs;
    /** Where the last one asked for stands, since they are asked for in their order. */
    private int at = -1;

    private Siblings(List<Element> mine) {
        this.mine = mine;
        this.theirs = new @Nullable Element[mine.size()];
    }

    /** For each child element of the one that has a counterpart below the other, by identity, that counterpart. */
    public static Siblings pair(Element one, @Nullable Element other) {
        if (other == null || one.children().isEmpty() || other.children().isEmpty()) {
            return NONE;
        }
        Siblings pairs = new Siblings(one.elements());
        List<Element> rest = pairs.pairByKey(other.elements());
        if (!rest.isEmpty()) {
            pairs.pairByOrder(rest);
        }
        return pairs;
    }

    /** True for elements of a name that a key of their own tells apart, false where their order does. */
    public static boolean haveKey(String name) {
        return KEYS.containsKey(name);
    }

    /** What this child element is below the other; null where it is nothing there. */
    public @Nullable Element get(Element child) {
        for (int i = 0; i < mine.size(); i++) {
            at = at < mine.size() - 1 ? at + 1 : 0;
            if (mine.get(at) == child) {
                return theirs[at];
            }
        }
        return null;
    }

    /** True where this element below the other is a counterpart. */
    public boolean isPartner(Element their) {
        for (Element partner : theirs) {
            if (partner == their) {
                return true;
            }
        }
        return false;
    }

    /** Each child element that has a counterpart, with it. */
    public void forEach(BiConsumer<Element, Element> action) {
        for (int i = 0; i < theirs.length; i++) {
            Element partner = theirs[i];
            if (partner != null) {
                action.accept(mine.get(i), partner);
            }
        }
    }

    /** The first of a name and key with the first of it, the second with the second; what is left is returned. */
    private List<Element> pairByKey(List<Element> others) {
        boolean[] taken = new boolean[others.size()];
        int first = 0;
        int count = 0;
        for (int i = 0; i < theirs.length; i++) {
            while (first < taken.length && taken[first]) {
                first++;
            }
            for (int j = first; j < taken.length; j++) {
                if (!taken[j] && isAlike(mine.get(i), others.get(j))) {
                    taken[j] = true;
                    theirs[i] = others.get(j);
                    count++;
                    break;
                }
            }
        }
        if (count == theirs.length || count == taken.length) {
            return List.of();
        }
        List<Element> rest = new ArrayList<>();
        for (int j = first; j < taken.length; j++) {
            if (!taken[j]) {
                rest.add(others.get(j));
            }
        }
        return rest;
    }

    private static boolean isAlike(Element one, Element other) {
        if (!one.name().equals(other.name())) {
            return false;
        }
        return Objects.equals(key(one), key(other));
    }

    /** What tells an element from its siblings of the same name; null where nothing does. */
    private static @Nullable String key(Element child) {
        String attribute = KEYS.get(child.name());
        return attribute == null ? null : child.attribute(attribute);
    }

    /** Where one side has its keys not filled in yet, as many of one name are the same ones in their order. */
    private void pairByOrder(List<Element> rest) {
        List<Element> late = new ArrayList<>();
        for (int i = 0; i < theirs.length; i++) {
            if (theirs[i] == null) {
                late.add(mine.get(i));
            }
        }
        Map<String, List<Element>> ours = byKeyedName(late);
        if (ours.isEmpty()) {
            return;
        }
        Map<String, List<Element>> open = byKeyedName(rest);
        ours.forEach((name, children) -> {
            List<Element> others = open.getOrDefault(name, List.of());
            if (others.size() == children.size() && (isKeyless(children) || isKeyless(others))) {
                Iterator<Element> next = others.iterator();
                for (int i = 0; i < theirs.length; i++) {
                    if (theirs[i] == null && mine.get(i).name().equals(name)) {
                        theirs[i] = next.next();
                    }
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
        return elements.stream().allMatch(element -> key(element) == null);
    }
}
