package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Siblings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a spec's format says where neither the spec's owner nor a lock says anything. */
final class FilledIn {

    private FilledIn() {}

    /**
     * An element with what is filled in and it leaves open.
     *
     * @param held what the owner and the lock say of it
     * @param written what the owner wrote of it; null for nothing
     * @param stated the same with what the format fills in
     */
    static Element into(Element held, @Nullable Element written, Element stated) {
        Map<String, String> attributes = new LinkedHashMap<>(held.attributes());
        stated.attributes().forEach((name, value) -> {
            if (written == null || written.attribute(name) == null) {
                attributes.putIfAbsent(name, value);
            }
        });
        if (stated.isMixed() || held.isMixed()) {
            return Element.of(held.name(), attributes, held.children(), held.place());
        }
        boolean silent = held.children().isEmpty() && (written == null || written.children().isEmpty());
        if (silent && stated.elements().isEmpty()) {
            return Element.of(held.name(), attributes, stated.children(), held.place());
        }
        return Element.of(held.name(), attributes, children(held, written, stated), held.place());
    }

    private static List<Node> children(Element held, @Nullable Element written, Element stated) {
        Siblings owners = Siblings.pair(stated, written);
        Siblings pairs = Siblings.pair(held, stated);
        List<Node> children = new ArrayList<>();
        for (Node child : held.children()) {
            Element partner = child instanceof Element element ? pairs.get(element) : null;
            children.add(
                    partner == null || !(child instanceof Element element)
                            ? child
                            : into(element, owners.get(partner), partner));
        }
        for (Element child : stated.elements()) {
            // What the owner wrote and isn't there was left out on purpose.
            if (!pairs.isPartner(child) && owners.get(child) == null) {
                children.add(child);
            }
        }
        return children;
    }
}
