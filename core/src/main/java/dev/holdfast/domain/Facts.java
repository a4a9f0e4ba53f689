package dev.holdfast.domain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An element as facts, one a value, and back, without loss.
 *
 * <p>A fact's path names the steps from the root on, the root included: {@code disk/driver@type} is an attribute,
 * {@code os/type} an element's text. The second and later elements of one name under one parent carry their number,
 * {@code timer[2]}. An element with nothing in it is a fact with an empty value; one in which text and elements mix is
 * one fact, {@code description/xml()}, with its content as XML.
 */
public final class Facts {

    /** The last step of a fact that holds text and elements together. */
    public static final String MIXED = "/xml()";

    private Facts() {}

    /** Every fact of an element in document order. */
    public static Map<String, String> of(Element root) {
        Map<String, String> facts = LinkedHashMap.newLinkedHashMap(32);
        collect(root, root.name(), facts);
        return facts;
    }

    private static void collect(Element element, String path, Map<String, String> facts) {
        element.attributes().forEach((name, value) -> facts.put(path + "@" + name, value));
        List<Node> children = element.children();
        if (children.isEmpty()) {
            if (element.attributes().isEmpty()) {
                facts.put(path, "");
            }
            return;
        }
        if (element.isMixed()) {
            facts.put(path + MIXED, content(element));
            return;
        }
        if (children.getFirst() instanceof Text) {
            facts.put(path, element.text());
            return;
        }
        Steps steps = new Steps();
        for (Node child : children) {
            Element inner = (Element) child;
            collect(inner, path + steps.to(inner), facts);
        }
    }

    /** Names the steps of a path from one parent to its children, asked for in their order. */
    public static final class Steps {

        private @Nullable String first;
        private Map<String, Integer> seen = Map.of();

        /** {@code /name}, or {@code /name[2]} for the second child of that name. */
        public String to(Element child) {
            int number = number(child.name());
            return number == 1 ? "/" + child.name() : "/" + child.name() + "[" + number + "]";
        }

        /** Many an element has one child only, and needs no table. */
        private int number(String name) {
            if (first == null) {
                first = name;
                return 1;
            }
            if (seen.isEmpty()) {
                seen = new HashMap<>();
                seen.put(first, 1);
            }
            return seen.merge(name, 1, Integer::sum);
        }
    }

    /** What stands between an element's tags, as XML; empty where nothing does. */
    public static String content(Element element) {
        if (element.children().isEmpty()) {
            return "";
        }
        String xml = DomainXml.write(element);
        return xml.substring(xml.indexOf('>') + 1, xml.lastIndexOf("</"));
    }

    /**
     * The element that has these facts.
     *
     * @param facts as {@link #of} gives them; their order is the order of attributes and children
     * @throws IllegalArgumentException where there are none, or not all under one root
     */
    public static Element toElement(Map<String, String> facts) {
        Element element = toElement(facts, (path, value) -> value);
        if (element == null) {
            throw new IllegalArgumentException("no facts");
        }
        return element;
    }

    /**
     * The element that has these facts; null where none of them counts.
     *
     * @param facts their order is the order of attributes and children
     * @param value a fact's value; null for one that doesn't count
     * @throws IllegalArgumentException where not all are under one root
     */
    public static <T> @Nullable Element toElement(Map<String, T> facts, Function<T, @Nullable String> value) {
        return toElement(facts, (path, fact) -> value.apply(fact));
    }

    /** The same, for facts that count or don't by their path. */
    public static <T> @Nullable Element toElement(
            Map<String, T> facts, BiFunction<String, T, @Nullable String> value) {
        FactsTree tree = new FactsTree(facts.size());
        facts.forEach((path, fact) -> {
            String text = value.apply(path, fact);
            if (text != null) {
                tree.add(path, text);
            }
        });
        return tree.build();
    }

    /**
     * True where an element is the one that {@link #toElement} makes of these facts; the order of its children doesn't
     * count.
     *
     * @param value a fact's value; null for one that doesn't count
     */
    public static <T> boolean areOf(Element element, Map<String, T> facts, Function<T, @Nullable String> value) {
        return FactsCheck.same(element, facts, value);
    }

    /** True for what can be the path of a fact, below a root of this name or any. */
    public static boolean isPath(String path, @Nullable String root) {
        int step = 0;
        int at = path.indexOf('@');
        int end = at < 0 ? path.length() : at;
        if (root != null && !path.startsWith(root)
                || root != null && path.length() > root.length() && path.charAt(root.length()) != '/' && at != root.length()) {
            return false;
        }
        while (step <= end) {
            int slash = path.indexOf('/', step);
            int stop = slash < 0 || slash > end ? end : slash;
            boolean mixed = stop == path.length() && path.startsWith(MIXED, step - 1);
            if (!mixed && !isStep(path, step, stop)) {
                return false;
            }
            step = stop + 1;
        }
        return at < 0 || isName(path, at + 1, path.length());
    }

    /** A name, with a number behind it or without. */
    private static boolean isStep(String path, int start, int end) {
        int bracket = path.indexOf('[', start);
        if (bracket < 0 || bracket >= end) {
            return isName(path, start, end);
        }
        for (int i = bracket + 1; i < end - 1; i++) {
            if (path.charAt(i) < '0' || path.charAt(i) > '9') {
                return false;
            }
        }
        return end - bracket > 2 && path.charAt(end - 1) == ']' && isName(path, start, bracket);
    }

    /** Wider than XML's names, but without what a path or YAML has another use for. */
    private static boolean isName(String path, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c > 0xa0 && !Character.isSpaceChar(c);
            boolean inner = i > start && (c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':' && i + 1 < end);
            if (!letter && !inner) {
                return false;
            }
        }
        return end > start;
    }

    /** A fact's path without the numbers of its steps, as tables name it. */
    public static String general(String path) {
        int bracket = path.indexOf('[');
        if (bracket < 0) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length());
        int i = 0;
        while (bracket >= 0) {
            out.append(path, i, bracket);
            i = path.indexOf(']', bracket) + 1;
            bracket = path.indexOf('[', i);
        }
        return out.append(path, i, path.length()).toString();
    }

    /** The name of the element that a path begins at. */
    public static String root(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '/' || path.charAt(i) == '@') {
                return path.substring(0, i);
            }
        }
        return path;
    }

    /** A path without the name of the element that it begins at; that name where it is all there is. */
    public static String below(String path) {
        int end = root(path).length();
        return end == path.length() ? path : path.substring(end + 1);
    }

    /** True where a table's row is about this path: the path is the row's, or below it. Neither has numbers. */
    public static boolean covers(String row, String path) {
        return path.startsWith(row)
                && (path.length() == row.length()
                        || path.charAt(row.length()) == '/'
                        || path.charAt(row.length()) == '@');
    }

    /** The same facts sorted by path, for comparing two elements whatever their order. */
    public static Map<String, String> sorted(Element root) {
        return new TreeMap<>(of(root));
    }
}
