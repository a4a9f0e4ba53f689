package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an element of facts. The facts of one child stand together as a rule, and then no table is needed to find
 * them; where they don't, the others are brought to the first one's side.
 */
final class FactsTree {

    private final FactPath[] paths;
    private final String[] values;
    private int count;

    /** For at most so many facts. */
    FactsTree(int most) {
        this.paths = new FactPath[most];
        this.values = new String[most];
    }

    /**
     * One fact more.
     *
     * @throws IllegalArgumentException where it is not below the root of those before
     */
    void add(String path, String value) {
        FactPath taken = FactPath.of(path);
        if (count > 0 && !taken.root().equals(paths[0].root())) {
            throw new IllegalArgumentException(path + " is not below " + paths[0].root());
        }
        paths[count] = taken;
        values[count++] = value;
    }

    /** The root; null where there are no facts. */
    @Nullable Element build() {
        return count == 0 ? null : element(paths[0].root(), 0, count, 0);
    }

    /** An element at a depth, of the facts from one index to another. */
    private Element element(String name, int from, int to, int depth) {
        int attributes = 0;
        for (int i = from; i < to; i++) {
            attributes += isAttribute(i, depth) ? 1 : 0;
        }
        Object[] pairs = new Object[2 * attributes];
        int pair = 0;
        List<Node> content = List.of();
        List<Node> children = attributes == to - from ? List.of() : new ArrayList<>(4);
        int next = from;
        while (next < to) {
            FactPath path = paths[next];
            if (path.depth() > depth) {
                String step = path.steps().get(depth + 1);
                if (stoodBefore(step, from, next, depth + 1)) {
                    gather(from, to, depth + 1);
                    return element(name, from, to, depth);
                }
                int behind = behind(step, next, to, depth + 1);
                children.add(element(path.names().get(depth + 1), next, behind, depth + 1));
                next = behind;
                continue;
            }
            String value = values[next++];
            if (path.attribute() != null) {
                pairs[pair++] = path.attribute();
                pairs[pair++] = value;
            } else if (path.isMixed()) {
                content = XmlSource.parse("<x>" + value + "</x>", "lock").children();
            } else {
                content = value.isEmpty() ? List.of() : List.of(new Text(value));
            }
        }
        if (!content.isEmpty()) {
            children = Stream.concat(content.stream(), children.stream()).toList();
        }
        return Element.made(name, pairs, children.toArray(Node[]::new), children.size(), null);
    }

    private boolean isAttribute(int i, int depth) {
        return paths[i].depth() == depth && paths[i].attribute() != null;
    }

    private boolean isBelow(int i, String step, int depth) {
        return paths[i].depth() >= depth && paths[i].steps().get(depth).equals(step);
    }

    /** True where facts of a step stand before its other ones, with others in between. */
    private boolean stoodBefore(String step, int from, int to, int depth) {
        String last = "";
        for (int i = from; i < to; i++) {
            if (paths[i].depth() >= depth) {
                // The facts of one child share their step's string.
                String other = paths[i].steps().get(depth);
                if (other != last && other.equals(step)) {
                    return true;
                }
                last = other;
            }
        }
        return false;
    }

    /** Where the facts end that stand together with the first of a step. */
    private int behind(String step, int first, int to, int depth) {
        int behind = first + 1;
        while (behind < to && isBelow(behind, step, depth)) {
            behind++;
        }
        return behind;
    }

    /** Brings the facts of every step to the side of its first one, in their order. */
    private void gather(int from, int to, int depth) {
        for (int first = from; first < to; ) {
            boolean inner = paths[first].depth() >= depth;
            String step = inner ? paths[first].steps().get(depth) : "";
            int behind = inner ? behind(step, first, to, depth) : first + 1;
            for (int other = behind + 1; inner && other < to; other++) {
                if (isBelow(other, step, depth)) {
                    bring(paths, other, behind);
                    bring(values, other, behind);
                    behind++;
                }
            }
            first = behind;
        }
    }

    private static void bring(Object[] array, int from, int to) {
        Object moved = array[from];
        System.arraycopy(array, to, array, to + 1, from - to);
        array[to] = moved;
    }
}
