package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an element of facts. The facts of one child stand together as a rule, and then no table is needed to find
 * them; where they don't, the others are brought to the first one's side.
 */
final class FactsTree {

    private static final int[] NONE = {};

    private final String[] paths;
    private final String[] values;
    private int count;

    /** For at most so many facts. */
    FactsTree(int most) {
        this.paths = new String[most];
        this.values = new String[most];
    }

    void add(String path, String value) {
        paths[count] = path;
        values[count++] = value;
    }

    /**
     * The root; null where there are no facts.
     *
     * @throws IllegalArgumentException where not all facts are under one
     */
    @Nullable Element build() {
        if (count == 0) {
            return null;
        }
        String first = paths[0];
        int end = Facts.stepEnd(first, 0);
        for (int i = 1; i < count; i++) {
            if (!isBelow(paths[i], first, 0, end)) {
                throw new IllegalArgumentException(paths[i] + " is not below " + first.substring(0, end));
            }
        }
        return element(Interned.of(first, 0, end), 0, count, end);
    }

    /** True where a path has the same step between these offsets. */
    private static boolean isBelow(String path, String as, int from, int end) {
        return path.regionMatches(from, as, from, end - from)
                && (path.length() == end || path.charAt(end) == '/' || path.charAt(end) == '@');
    }

    /** An element of the facts from one index to another; what of their paths is about it ends at an offset. */
    private Element element(String name, int from, int to, int offset) {
        int attributes = 0;
        for (int i = from; i < to; i++) {
            attributes += isAttribute(paths[i], offset) ? 1 : 0;
        }
        Object[] pairs = new Object[2 * attributes];
        int pair = 0;
        List<Node> content = List.of();
        List<Node> children = attributes == to - from ? List.of() : new ArrayList<>(4);
        int[] starts = attributes == to - from ? NONE : new int[4];
        int next = from;
        while (next < to) {
            String path = paths[next];
            if (path.length() == offset) {
                String text = values[next++];
                content = text.isEmpty() ? List.of() : List.of(new Text(text));
            } else if (isAttribute(path, offset)) {
                pairs[pair++] = Interned.of(path, offset + 1, path.length());
                pairs[pair++] = values[next++];
            } else if (path.startsWith(Facts.MIXED, offset) && path.length() == offset + Facts.MIXED.length()) {
                content = XmlSource.parse("<x>" + values[next++] + "</x>", "lock").children();
            } else {
                int end = Facts.stepEnd(path, offset + 1);
                for (int i = 0; i < children.size(); i++) {
                    if (isBelow(paths[starts[i]], path, offset, end)) {
                        gather(from, to, offset);
                        return element(name, from, to, offset);
                    }
                }
                if (children.size() == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * starts.length);
                }
                starts[children.size()] = next;
                int behind = behind(next, to, offset, end);
                children.add(element(name(path, offset + 1, end), next, behind, end));
                next = behind;
            }
        }
        if (!content.isEmpty()) {
            children = Stream.concat(content.stream(), children.stream()).toList();
        }
        return Element.made(name, FewEntries.of(pairs), List.copyOf(children), null);
    }

    private static boolean isAttribute(String path, int offset) {
        return path.length() > offset && path.charAt(offset) == '@';
    }

    /** A step's name, without its number. */
    private static String name(String path, int start, int end) {
        int bracket = path.charAt(end - 1) == ']' ? path.indexOf('[', start) : end;
        return Interned.of(path, start, bracket);
    }

    /** Where the facts end that stand together with the first of a step. */
    private int behind(int first, int to, int start, int end) {
        String as = paths[first];
        int behind = first + 1;
        while (behind < to && isBelow(paths[behind], as, start, end)) {
            behind++;
        }
        return behind;
    }

    /** Brings the facts of every step to the side of its first one, in their order. */
    private void gather(int from, int to, int offset) {
        for (int first = from; first < to; ) {
            String as = paths[first];
            boolean inner = as.length() > offset && as.charAt(offset) == '/';
            int end = inner ? Facts.stepEnd(as, offset + 1) : offset;
            int behind = inner ? behind(first, to, offset, end) : first + 1;
            for (int other = behind + 1; inner && other < to; other++) {
                if (isBelow(paths[other], as, offset, end)) {
                    bring(paths, other, behind);
                    bring(values, other, behind);
                    behind++;
                }
            }
            first = behind;
        }
    }

    private static void bring(String[] array, int from, int to) {
        String moved = array[from];
        System.arraycopy(array, to, array, to + 1, from - to);
        array[to] = moved;
    }
}
