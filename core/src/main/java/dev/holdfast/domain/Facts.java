package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final String MIXED = "/xml()";

    private Facts() {}

    /** Every fact of an element in document order. */
    public static Map<String, String> of(Element root) {
        Map<String, String> facts = LinkedHashMap.newLinkedHashMap(32);
        collect(root, root.name(), facts);
        return facts;
    }

    private static void collect(Element element, String path, Map<String, String> facts) {
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            facts.put(path + "@" + attribute.getKey(), attribute.getValue());
        }
        List<Node> children = element.children();
        if (children.isEmpty()) {
            if (element.attributes().isEmpty()) {
                facts.put(path, "");
            }
            return;
        }
        if (element.isMixed()) {
            facts.put(path + MIXED, inner(element));
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

        private final Map<String, Integer> seen = new HashMap<>();

        /** {@code /name}, or {@code /name[2]} for the second child of that name. */
        public String to(Element child) {
            int number = seen.merge(child.name(), 1, Integer::sum);
            return number == 1 ? "/" + child.name() : "/" + child.name() + "[" + number + "]";
        }
    }

    private static String inner(Element element) {
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
        Building root = null;
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            String path = fact.getKey();
            int slash = path.indexOf('/');
            int at = path.indexOf('@');
            int end = slash >= 0 && (at < 0 || slash < at) ? slash : at >= 0 ? at : path.length();
            String name = path.substring(0, end);
            if (root == null) {
                root = new Building(name);
            } else if (!root.name.equals(name)) {
                throw new IllegalArgumentException(path + " is not below " + root.name);
            }
            root.put(path.substring(end), fact.getValue());
        }
        if (root == null) {
            throw new IllegalArgumentException("no facts");
        }
        return root.build();
    }

    /** An element while its facts arrive. */
    private static final class Building {

        private final String name;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final Map<String, Building> children = new LinkedHashMap<>();
        private List<Node> content = List.of();

        Building(String name) {
            this.name = name;
        }

        void put(String rest, String value) {
            if (rest.isEmpty()) {
                content = value.isEmpty() ? List.of() : List.of(new Text(value));
            } else if (rest.equals(MIXED)) {
                content = XmlSource.parse("<x>" + value + "</x>", "lock").children();
            } else if (rest.charAt(0) == '@') {
                attributes.put(rest.substring(1), value);
            } else {
                int slash = rest.indexOf('/', 1);
                int at = rest.indexOf('@');
                int end = slash >= 0 && (at < 0 || slash < at) ? slash : at >= 0 ? at : rest.length();
                String step = rest.substring(1, end);
                int bracket = step.indexOf('[');
                children.computeIfAbsent(
                                step, s -> new Building(bracket < 0 ? s : s.substring(0, bracket)))
                        .put(rest.substring(end), value);
            }
        }

        Element build() {
            List<Node> nodes = new ArrayList<>(content);
            for (Building child : children.values()) {
                nodes.add(child.build());
            }
            return Element.of(name, attributes, nodes, null);
        }
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

    /** The same facts sorted by path, for comparing two elements whatever their order. */
    public static Map<String, String> sorted(Element root) {
        return new TreeMap<>(of(root));
    }
}
