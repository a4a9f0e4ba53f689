package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Siblings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody else made of a spec, without what he filled in: the reverse of what {@link FilledIn} does. */
public final class Unfilled {

    private Unfilled() {}

    /**
     * An element without what its owner didn't ask for.
     *
     * @param made the element as somebody made it of the spec
     * @param stated the same as the spec's format states it
     * @param written the part of {@code stated} that the owner wrote; what is only in {@code stated} is taken out of
     *     {@code made}, whatever it says there
     */
    public static Element of(Element made, Element stated, Element written) {
        Map<String, String> attributes = new LinkedHashMap<>(made.attributes());
        attributes.keySet().removeIf(name -> stated.attribute(name) != null && written.attribute(name) == null);
        Siblings statements = Siblings.pair(made, stated);
        Siblings owners = Siblings.pair(stated, written);
        List<Node> children = new ArrayList<>();
        for (Node child : made.children()) {
            Element statement = child instanceof Element element ? statements.get(element) : null;
            if (!(child instanceof Element element) || statement == null) {
                children.add(child);
                continue;
            }
            @Nullable Element own = owners.get(statement);
            if (own != null) {
                children.add(of(element, statement, own));
            }
        }
        return Element.of(made.name(), attributes, children, made.place());
    }
}
