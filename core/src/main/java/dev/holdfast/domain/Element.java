package dev.holdfast.domain;

import dev.holdfast.problem.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One element of a domain, immutable and lossless: whatever a libvirt may ever write is kept, known here or not.
 *
 * <p>Names are as written, prefix included; a namespace declaration is an attribute like any other. White space
 * alone, between elements or in one that has nothing else, is not kept; all other text is. Two elements are equal when names, attributes (in any order)
 * and children (in order) are; where they were read from doesn't count.
 */
public final class Element implements Node, Values {

    private static final Object[] NO_ATTRIBUTES = {};

    private final String name;
    /** Name, value, name, value, in the order written. */
    private final Object[] attributes;

    private final Nodes children;
    private final @Nullable Place place;
    private final boolean hasText;
    private final boolean hasElements;

    private Element(String name, Object[] attributes, Nodes children, @Nullable Place place, boolean hasText, boolean hasElements) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.place = place;
        this.hasText = hasText;
        this.hasElements = hasElements;
    }

    private static Element holding(String name, Object[] attributes, Nodes children, @Nullable Place place) {
        int elements = children.elements();
        return new Element(name, attributes, children, place, elements < children.size(), elements > 0);
    }

    /** An element with neither attributes nor children. */
    public static Element of(String name) {
        return holding(name, NO_ATTRIBUTES, Nodes.NONE, null);
    }

    /** An element with these attributes, as name, value, name, value. */
    public static Element of(String name, String... attributes) {
        return holding(name, Arrays.copyOf(attributes, attributes.length, Object[].class), Nodes.NONE, null);
    }

    /** An element with everything given; the collections are copied. */
    public static Element of(
            String name, Map<String, String> attributes, List<? extends Node> children, @Nullable Place place) {
        return holding(name, FewEntries.pairs(attributes), Nodes.copyOf(children), place);
    }

    /**
     * An element with everything given in arrays, which are kept and which nobody changes any more.
     *
     * @param attributes name, value, name, value, as long as that is; no name twice
     * @param children the first of these are its children
     * @param count how many
     */
    public static Element made(String name, Object[] attributes, Node[] children, int count, @Nullable Place place) {
        return holding(name, attributes, Nodes.of(children, count), place);
    }

    /**
     * The same with elements alone, but for a text that may stand before them.
     *
     * @param hasText whether the first child is a text
     */
    public static Element made(
            String name, Object[] attributes, Node[] children, int count, boolean hasText, @Nullable Place place) {
        return new Element(name, attributes, Nodes.of(children, count), place, hasText, count > (hasText ? 1 : 0));
    }

    @Override
    public String name() {
        return name;
    }

    /** Its attributes in the order written. */
    public Map<String, String> attributes() {
        return FewEntries.view(attributes);
    }

    /** How many attributes it has. */
    public int attributeCount() {
        return attributes.length / 2;
    }

    /** The name of one of its attributes, from 0 on. */
    public String attributeName(int number) {
        return (String) attributes[2 * number];
    }

    /** The value of one of its attributes, from 0 on. */
    public String attributeValue(int number) {
        return (String) attributes[2 * number + 1];
    }

    /** Its elements and text in order. */
    public List<Node> children() {
        return children;
    }

    /** Where it was read from, if it was. */
    public @Nullable Place place() {
        return place;
    }

    /** An attribute's value, or null. */
    public @Nullable String attribute(String attribute) {
        int at = indexOf(attribute);
        return at < 0 ? null : (String) attributes[at + 1];
    }

    private int indexOf(String attribute) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(attribute)) {
                return i;
            }
        }
        return -1;
    }

    /** Its child elements in order; not to be changed. */
    @SuppressWarnings("unchecked")
    public List<Element> elements() {
        if (!hasText) {
            return (List<Element>) (List<?>) children;
        }
        List<Element> found = new ArrayList<>(children.size());
        for (Node child : children) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /** Its child elements of this name in order. */
    public List<Element> elements(String childName) {
        List<Element> found = new ArrayList<>();
        for (Node child : children) {
            if (child instanceof Element element && element.name.equals(childName)) {
                found.add(element);
            }
        }
        return found;
    }

    /** Its first child element of this name, or null. */
    public @Nullable Element child(String childName) {
        return child(childName, 1);
    }

    /** Its child element of this name and number, 1 for the first; or null. */
    @Nullable Element child(String childName, int number) {
        int left = number;
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof Element element && element.name.equals(childName) && --left == 0) {
                return element;
            }
        }
        return null;
    }

    private @Nullable Element child(String path, int start, int end) {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof Element element
                    && element.name.length() == end - start
                    && path.startsWith(element.name, start)) {
                return element;
            }
        }
        return null;
    }

    /** The value of the attribute whose name is the rest of a path; null where there is none. */
    private @Nullable String attribute(String path, int start) {
        int length = path.length() - start;
        for (int i = 0; i < attributes.length; i += 2) {
            String candidate = (String) attributes[i];
            if (candidate.length() == length && path.startsWith(candidate, start)) {
                return (String) attributes[i + 1];
            }
        }
        return null;
    }

    /** Its character data, all of it together; empty where there is none. */
    public String text() {
        if (children.size() == 1 && children.get(0) instanceof Text(String value)) {
            return value;
        }
        StringBuilder all = new StringBuilder();
        for (Node child : children) {
            if (child instanceof Text(String value)) {
                all.append(value);
            }
        }
        return all.toString();
    }

    /** True where it has any text. */
    boolean hasText() {
        return hasText;
    }

    /** True where text stands beside elements. */
    public boolean isMixed() {
        return hasText && hasElements;
    }

    @Override
    public @Nullable String value(String path) {
        int at = path.indexOf('@');
        int stepsEnd = at < 0 ? path.length() : at;
        Element found = this;
        int start = 0;
        while (start < stepsEnd) {
            int slash = path.indexOf('/', start, stepsEnd);
            int end = slash < 0 ? stepsEnd : slash;
            found = found.child(path, start, end);
            if (found == null) {
                return null;
            }
            start = end + 1;
        }
        return at < 0 ? found.text() : found.attribute(path, at + 1);
    }

    /** The same with this attribute set; its place among the others stays where it was there before. */
    public Element withAttribute(String attribute, String value) {
        if (value.equals(attribute(attribute))) {
            return this;
        }
        Map<String, String> map = new LinkedHashMap<>(attributes());
        map.put(attribute, value);
        return of(name, map, children, place);
    }

    /** The same without this attribute. */
    public Element withoutAttribute(String attribute) {
        if (indexOf(attribute) < 0) {
            return this;
        }
        Map<String, String> map = new LinkedHashMap<>(attributes());
        map.remove(attribute);
        return of(name, map, children, place);
    }

    /** The same with these children instead of its own. */
    public Element withChildren(List<? extends Node> newChildren) {
        return holding(name, attributes, Nodes.copyOf(newChildren), place);
    }

    /** The same with this text instead of its children. */
    public Element withText(String text) {
        return withChildren(text.isEmpty() ? List.of() : List.of(new Text(text)));
    }

    /** The same with one more child at the end. */
    public Element plus(Node child) {
        List<Node> list = new ArrayList<>(children);
        list.add(child);
        return withChildren(list);
    }

    /** The same without its child elements of this name. */
    public Element without(String childName) {
        List<Node> list = new ArrayList<>(children.size());
        for (Node child : children) {
            if (!(child instanceof Element element && element.name.equals(childName))) {
                list.add(child);
            }
        }
        return list.size() == children.size() ? this : withChildren(list);
    }

    /** The same with its first child element of this name changed; with a new, empty one changed where there is none. */
    public Element mapChild(String childName, UnaryOperator<Element> change) {
        List<Node> list = new ArrayList<>(children);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Element element && element.name.equals(childName)) {
                list.set(i, change.apply(element));
                return withChildren(list);
            }
        }
        list.add(change.apply(of(childName)));
        return withChildren(list);
    }

    /** The same, said to stand at this place. */
    public Element at(@Nullable Place newPlace) {
        return new Element(name, attributes, children, newPlace, hasText, hasElements);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Element that
                && name.equals(that.name)
                && attributes().equals(that.attributes())
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + attributes().hashCode()) + children.hashCode();
    }

    /** The element as XML. */
    @Override
    public String toString() {
        return DomainXml.write(this);
    }
}
