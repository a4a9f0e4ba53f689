package dev.holdfast.domain;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether an element says just what facts say, found out without making either of the other. */
final class FactsCheck {

    private FactsCheck() {}

    static <T> boolean same(Element element, Map<String, T> facts, Function<T, @Nullable String> value) {
        Told told = new Told(element);
        facts.forEach((path, fact) -> {
            String text = value.apply(fact);
            if (text != null) {
                told.tell(path, text);
            }
        });
        return told.all && told.count == count(element);
    }

    /** What was found so far. */
    private static final class Told {

        private final Element element;
        private int count;
        private boolean all = true;

        Told(Element element) {
            this.element = element;
        }

        void tell(String path, String text) {
            all = all && says(element, path, text);
            count++;
        }
    }

    /** How many facts an element is, as {@link Facts#of} gives them. */
    private static int count(Element element) {
        int own = element.attributes().size();
        if (element.children().isEmpty()) {
            return Math.max(own, 1);
        }
        if (element.hasText()) {
            return own + 1;
        }
        int all = own;
        for (Element child : element.elements()) {
            all += count(child);
        }
        return all;
    }

    private static boolean says(Element element, String fact, String value) {
        FactPath path = FactPath.of(fact);
        if (!path.root().equals(element.name())) {
            return false;
        }
        Element at = element;
        for (int depth = 1; depth <= path.depth(); depth++) {
            at = at.child(path.names().get(depth), path.number(depth));
            if (at == null) {
                return false;
            }
        }
        if (path.attribute() != null) {
            return value.equals(at.attribute(path.attribute()));
        }
        if (path.isMixed()) {
            return at.isMixed() && Facts.content(at).equals(value);
        }
        return value.isEmpty()
                ? at.children().isEmpty() && at.attributes().isEmpty()
                : at.hasText() && !at.isMixed() && at.text().equals(value);
    }
}
