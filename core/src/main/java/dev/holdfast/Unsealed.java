package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Siblings;
import dev.holdfast.lock.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a lock holds, with the secrets that it doesn't hold taken to be those that libvirt has. */
final class Unsealed {

    private Unsealed() {}

    /** The locked element, to be compared with what libvirt has of it. */
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
