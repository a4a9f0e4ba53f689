package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Siblings;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a lock holds, with the secrets that it doesn't hold taken from elsewhere. */
final class Unsealed {

    private Unsealed() {}

    /** True where something of it is secret. */
    static boolean isNeeded(LockedDevice device) {
        return device.facts().values().stream().anyMatch(held -> held.value().equals(Trace.SECRET));
    }

    /** The locked element with the secrets of another description of it. */
    static Element in(Element locked, Element now) {
        Map<String, String> attributes = new LinkedHashMap<>();
        locked.attributes().forEach((name, value) -> {
            if (!value.equals(Trace.SECRET)) {
                attributes.put(name, value);
            } else if (now.attribute(name) != null) {
                attributes.put(name, Objects.requireNonNull(now.attribute(name)));
            }
        });
        if (locked.isMixed() || locked.elements().isEmpty()) {
            return Element.of(locked.name(), attributes, locked.children(), locked.place());
        }
        Siblings pairs = Siblings.pair(locked, now);
        List<Element> children = new ArrayList<>();
        for (Element child : locked.elements()) {
            Element partner = pairs.get(child);
            children.add(partner == null ? child : in(child, partner));
        }
        return Element.of(locked.name(), attributes, children, locked.place());
    }
}
