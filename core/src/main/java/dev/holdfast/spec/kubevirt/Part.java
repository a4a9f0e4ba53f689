package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import dev.holdfast.domain.Values;
import dev.holdfast.problem.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element on its way out of a manifest, of which each value is its owner's or one that KubeVirt fills in: the first
 * contradicts a lock, the second yields to it.
 */
final class Part implements Values {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Set<String> filled = new HashSet<>();
    private final List<Part> children = new ArrayList<>();
    private String text = "";
    private boolean textFilled;
    /** False for what only something filled in made. */
    private boolean owned;
    private @Nullable Field source;
    private @Nullable Place place;

    private Part(String name, boolean owned) {
        this.name = name;
        this.owned = owned;
    }

    /** An element that its owner asked for, or whose being there no lock decides. */
    static Part of(String name) {
        return new Part(name, true);
    }

    /** An element that is there because KubeVirt always has it. */
    static Part implied(String name) {
        return new Part(name, false);
    }

    @Override
    public String name() {
        return name;
    }

    /** Says which field asked for it; its place tells it from every other. */
    Part from(Field field) {
        this.source = field;
        this.place = field.place();
        return this;
    }

    /** The field that asked for it; null for what is no device. */
    @Nullable Field source() {
        return source;
    }

    /** Its child of this name, which is added where there is none. */
    Part child(String childName) {
        for (Part child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        Part added = new Part(childName, false);
        children.add(added);
        return added;
    }

    /** Sets what its owner wrote, or what the element is known by; nothing where there is no value. */
    Part set(String path, @Nullable String value) {
        if (value != null) {
            put(path, value, true);
        }
        return this;
    }

    /** Sets what KubeVirt fills in. */
    Part fill(String path, @Nullable String value) {
        if (value != null) {
            put(path, value, false);
        }
        return this;
    }

    /** Sets what its owner wrote, or else what KubeVirt fills in. */
    Part set(String path, @Nullable String value, @Nullable String otherwise) {
        return value == null ? fill(path, otherwise) : set(path, value);
    }

    /** Adds a child. */
    Part add(@Nullable Part child) {
        if (child != null) {
            children.add(child);
        }
        return this;
    }

    /** The value at a path such as {@code target@bus}; null where there is none. */
    @Override
    public @Nullable String value(String path) {
        int at = path.indexOf('@');
        Part found = this;
        for (String step : steps(path, at)) {
            found = found.children.stream().filter(child -> child.name.equals(step)).findFirst().orElse(null);
            if (found == null) {
                return null;
            }
        }
        return at < 0 ? found.text : found.attributes.get(path.substring(at + 1));
    }

    private static List<String> steps(String path, int at) {
        String elements = at < 0 ? path : path.substring(0, at);
        return elements.isEmpty() ? List.of() : List.of(elements.split("/"));
    }

    private void put(String path, String value, boolean own) {
        int at = path.indexOf('@');
        Part found = this;
        for (String step : steps(path, at)) {
            found = found.child(step);
        }
        if (at < 0) {
            found.text = value;
            found.textFilled = !own;
            found.owned |= own;
        } else {
            String attribute = path.substring(at + 1);
            found.attributes.put(attribute, value);
            if (own) {
                found.filled.remove(attribute);
                found.owned = true;
            } else {
                found.filled.add(attribute);
            }
        }
    }

    /** The element with all its values. */
    Element element() {
        List<Node> content = new ArrayList<>();
        if (!text.isEmpty()) {
            content.add(new Text(text));
        }
        children.forEach(child -> content.add(child.element()));
        return Element.of(name, attributes, content, place);
    }

    /** The element with what its owner wrote. */
    Element written() {
        Map<String, String> own = new LinkedHashMap<>(attributes);
        own.keySet().removeAll(filled);
        List<Node> content = new ArrayList<>();
        if (!text.isEmpty() && !textFilled) {
            content.add(new Text(text));
        }
        for (Part child : children) {
            if (child.isWritten()) {
                content.add(child.written());
            }
        }
        return Element.of(name, own, content, place);
    }

    private boolean isWritten() {
        return owned || children.stream().anyMatch(Part::isWritten);
    }
}
