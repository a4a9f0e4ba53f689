package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.FewEntries;
import dev.holdfast.domain.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What of an element no shape models and its owner wants let through: it is written behind all else, as it was. */
final class Leftover {

    private final List<String> attributes = new ArrayList<>(0);
    private final List<Element> children = new ArrayList<>(0);

    void add(String attribute, String value) {
        attributes.add(attribute);
        attributes.add(value);
    }

    void add(Element child) {
        children.add(child);
    }

    /** These attributes, name and value in turn, and those left over. */
    Map<String, String> behind(Object[] pairs) {
        Object[] all = Arrays.copyOf(pairs, pairs.length + attributes.size());
        for (int i = 0; i < attributes.size(); i++) {
            all[pairs.length + i] = attributes.get(i);
        }
        return FewEntries.of(all);
    }

    /** The first so many of these nodes and those left over. */
    List<Node> behind(Node[] nodes, int count) {
        List<Node> all = new ArrayList<>(Arrays.asList(nodes).subList(0, count));
        all.addAll(children);
        return all;
    }
}
