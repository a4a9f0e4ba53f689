package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Resolved;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.Sizes;
import dev.holdfast.match.Difference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts a lock's values into what its owner wrote of the same element. The owner's own words stay; where they
 * contradict the lock, or where a value that the owner once wrote is gone, that is noted for whoever decides about it.
 */
final class Merge {

    /** Elements that mean something only as a whole: half of one address and half of another is a third. */
    private static final Set<String> WHOLE = Set.of("address");

    private final Map<String, Held> facts;
    private final BiPredicate<String, Held> pinned;
    private final Predicate<String> seen;
    private final List<Difference> contradictions = new ArrayList<>();

    /**
     * @param facts the lock's, by path
     * @param pinned which values are put back where nobody wrote them now
     * @param seen which paths the guest can tell
     */
    Merge(Map<String, Held> facts, BiPredicate<String, Held> pinned, Predicate<String> seen) {
        this.facts = facts;
        this.pinned = pinned;
        this.seen = seen;
    }

    /** The owner's element with the lock's values in it. */
    Element into(Element written, Element locked) {
        return merge(written, locked, locked.name());
    }

    /** What the owner's words and the lock don't agree on: the lock's value before, the owner's after. */
    List<Difference> contradictions() {
        return contradictions;
    }

    private Element merge(Element written, Element locked, String path) {
        if (WHOLE.contains(written.name()) && contradicts(written, locked)) {
            note(written, locked, path);
            return written;
        }
        boolean sameSize = Sizes.isSize(locked) && Sizes.same(written, locked);
        Map<String, String> attributes = new LinkedHashMap<>(written.attributes());
        written.attributes().forEach((name, value) -> {
            String at = path + "@" + name;
            if (locked.attribute(name) == null && !sameSize && seen.test(at)) {
                if (wasIgnored(at, value)) {
                    attributes.remove(name);
                } else {
                    contradictions.add(new Difference(at, null, value));
                }
            }
        });
        for (Map.Entry<String, String> attribute : locked.attributes().entrySet()) {
            String at = path + "@" + attribute.getKey();
            String own = written.attribute(attribute.getKey());
            if (own == null) {
                if (isPinned(at) && !sameSize && !isUnitOfAnother(attribute.getKey(), written, locked)) {
                    attributes.put(attribute.getKey(), attribute.getValue());
                }
            } else if (!sameSize && !agrees(at, own, attribute.getValue())) {
                contradictions.add(new Difference(at, attribute.getValue(), own));
            } else if (Resolved.mayBeName(at)) {
                attributes.put(attribute.getKey(), attribute.getValue());
            }
        }
        List<Node> children = new ArrayList<>();
        if (written.isMixed() || locked.isMixed()) {
            children.addAll(mixed(written, locked, path + Facts.MIXED));
        } else if (written.elements().isEmpty() && locked.elements().isEmpty()) {
            children.addAll(text(written, locked, path, sameSize));
        } else {
            children.addAll(children(written, locked, path));
        }
        return Element.of(written.name(), attributes, children, written.place());
    }

    /** The unit belongs to the number: to the locked one, not to the one that its owner writes now. */
    private static boolean isUnitOfAnother(String name, Element written, Element locked) {
        return name.equals("unit") && Sizes.isSize(locked) && !written.children().isEmpty();
    }

    /** Text and elements together mean something only as a whole. */
    private List<Node> mixed(Element written, Element locked, String path) {
        if (written.children().isEmpty()) {
            return isPinned(path) ? locked.children() : List.of();
        }
        String own = Facts.content(written);
        String held = Facts.content(locked);
        if (!held.isEmpty() && !agrees(path, own, held)) {
            contradictions.add(new Difference(path, held, own));
        }
        return written.children();
    }

    private List<Node> text(Element written, Element locked, String path, boolean sameSize) {
        if (!written.children().isEmpty() && locked.children().isEmpty() && wasIgnored(path, written.text())) {
            return List.of();
        }
        if (written.children().isEmpty()) {
            return isPinned(path) ? locked.children() : List.of();
        }
        if (!sameSize && !locked.children().isEmpty() && !agrees(path, written.text(), locked.text())) {
            contradictions.add(new Difference(path, locked.text(), written.text()));
        }
        return written.children();
    }

    private List<Node> children(Element written, Element locked, String path) {
        Siblings owners = Siblings.pair(locked, written);
        Map<Element, Element> merged = new IdentityHashMap<>();
        List<Element> restored = new ArrayList<>();
        Facts.Steps steps = new Facts.Steps();
        for (Element child : locked.elements()) {
            String childPath = path + steps.to(child);
            Element own = owners.get(child);
            if (own != null) {
                merged.put(own, merge(own, child, childPath));
            } else {
                Element part = pinnedPart(child, childPath);
                if (part != null) {
                    restored.add(part);
                }
            }
        }
        List<Node> children = new ArrayList<>();
        for (Node child : written.children()) {
            if (child instanceof Element element) {
                // What was ignored is numbered behind what is locked.
                Element kept = merged.containsKey(element)
                        ? merged.get(element)
                        : unlocked(element, path + steps.to(element));
                if (kept != null) {
                    children.add(kept);
                }
            } else {
                children.add(child);
            }
        }
        children.addAll(restored);
        return children;
    }

    /**
     * What of an element that the lock doesn't hold is submitted: not what the completer ignored when the lock was
     * made, because another one may not ignore it, and the guest would notice.
     */
    private @Nullable Element unlocked(Element written, String path) {
        Map<String, String> kept = new LinkedHashMap<>();
        boolean dropped = false;
        for (Map.Entry<String, String> fact : Facts.of(written).entrySet()) {
            String full = path + fact.getKey().substring(written.name().length());
            if (seen.test(full) && wasIgnored(full, fact.getValue())) {
                dropped = true;
                continue;
            }
            if (seen.test(full)) {
                contradictions.add(new Difference(full, null, fact.getValue()));
            }
            kept.put(fact.getKey(), fact.getValue());
        }
        if (!dropped) {
            return written;
        }
        return kept.isEmpty() ? null : Facts.toElement(kept);
    }

    private boolean isPinned(String path) {
        Held held = facts.get(path);
        return held != null && pinned.test(path, held);
    }

    private boolean wasIgnored(String path, String value) {
        Held held = facts.get(path);
        return held != null && held.isIgnored() && held.value().equals(value.strip());
    }

    /** What of an element that nobody wrote now is put back; null for nothing. */
    private @Nullable Element pinnedPart(Element locked, String path) {
        Map<String, String> kept = new LinkedHashMap<>();
        Facts.of(locked).forEach((inner, value) -> {
            String full = path + inner.substring(locked.name().length());
            if (isPinned(full)) {
                kept.put(inner, value);
            } else {
                Held held = facts.get(full);
                if (held != null && held.isOwners()) {
                    contradictions.add(new Difference(full, value, null));
                }
            }
        });
        return kept.isEmpty() ? null : Facts.toElement(kept);
    }

    private boolean contradicts(Element written, Element locked) {
        for (Map.Entry<String, String> attribute : locked.attributes().entrySet()) {
            String own = written.attribute(attribute.getKey());
            if (own != null && !NormalForm.same(own, attribute.getValue())) {
                return true;
            }
        }
        return false;
    }

    private void note(Element written, Element locked, String path) {
        locked.attributes().forEach((name, value) -> {
            String own = written.attribute(name);
            if (own != null && !NormalForm.same(own, value)) {
                contradictions.add(new Difference(path + "@" + name, value, own));
            }
        });
    }

    private boolean agrees(String path, String own, String locked) {
        if (NormalForm.same(own.strip(), locked.strip())) {
            return true;
        }
        Held held = facts.get(path);
        return held != null && own.equals(held.written());
    }
}
