package dev.holdfast.planner.exact;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing domain smaller for as long as it fails: without one element or attribute after the other. */
final class Shrinker {

    private Shrinker() {}

    static Element shrink(Element failing, Predicate<Element> fails) {
        Element smallest = failing;
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (Element candidate : smaller(smallest)) {
                if (fails.test(candidate)) {
                    smallest = candidate;
                    shrunk = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Element> smaller(Element element) {
        List<Element> found = new ArrayList<>();
        List<Node> children = element.children();
        for (int i = 0; i < children.size(); i++) {
            List<Node> fewer = new ArrayList<>(children);
            fewer.remove(i);
            found.add(element.withChildren(fewer));
        }
        element.attributes().keySet().forEach(name -> found.add(element.withoutAttribute(name)));
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof Element child) {
                for (Element less : smaller(child)) {
                    List<Node> changed = new ArrayList<>(children);
                    changed.set(i, less);
                    found.add(element.withChildren(changed));
                }
            }
        }
        return found;
    }
}
