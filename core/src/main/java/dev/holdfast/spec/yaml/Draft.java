package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.text.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element on its way into or out of YAML. Reading, values are put in key by key. Writing, each key takes its value
 * out, so that what nothing took is left for the generic rule and can't get lost.
 */
final class Draft {

    final String name;
    final Map<String, String> attributes;
    final List<Draft> children;
    @Nullable String text;
    /** Content in which text stands between elements. */
    @Nullable List<? extends Node> mixed;
    /** The element that this was made of. */
    @Nullable Element source;
    @Nullable Place place;
    /** Where the owner wrote this element out. */
    @Nullable Yaml written;
    /** True where the text that the owner wrote for this element is another now. */
    boolean reworded;
    /** True where a key other than the element's own has put something in or taken something out. */
    boolean shared;
    /** What the owner turned off, as paths: no value is to be filled in. */
    private Set<String> off = Set.of();
    /** Keys to be written without a value, which turns off what would be filled in. */
    private List<String> blank = List.of();
    /** Where the owner wrote child elements of a name. */
    private Map<String, Yaml.Sequence> lists = Map.of();

    Draft(String name) {
        this.name = name;
        this.attributes = new LinkedHashMap<>();
        this.children = new ArrayList<>();
    }

    private Draft(Element element) {
        this.name = element.name();
        this.attributes = new LinkedHashMap<>(element.attributes());
        this.source = element;
        this.children = new ArrayList<>(element.children().size());
        if (element.isMixed()) {
            mixed = element.children();
            return;
        }
        for (Node child : element.children()) {
            if (child instanceof Text(String value)) {
                text = text == null ? value : text + value;
            } else {
                children.add(new Draft((Element) child));
            }
        }
    }

    static Draft of(Element element) {
        return new Draft(element);
    }

    Element element() {
        List<Node> content = new ArrayList<>(children.size() + 1);
        if (mixed != null) {
            content.addAll(mixed);
        }
        if (text != null && !text.isEmpty()) {
            content.add(new Text(text));
        }
        for (Draft child : children) {
            content.add(child.element());
        }
        return Element.of(name, attributes, content, place);
    }

    @Nullable Draft child(String childName) {
        for (Draft child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    List<Draft> children(String childName) {
        List<Draft> found = new ArrayList<>(1);
        for (Draft child : children) {
            if (child.name.equals(childName)) {
                found.add(child);
            }
        }
        return found;
    }

    /** Says where elements on the way to a value were written, where nothing says so yet. */
    void place(Path path, Place where) {
        Draft at = this;
        for (String step : path.steps()) {
            at = at.child(step);
            if (at == null) {
                return;
            }
            if (at.place == null) {
                at.place = where;
            }
        }
    }

    private @Nullable Draft walk(Path path) {
        Draft at = this;
        for (String step : path.steps()) {
            at = at.child(step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    @Nullable String get(Path path) {
        Draft at = walk(path);
        return at == null ? null : path.attribute() == null ? at.text : at.attributes.get(path.attribute());
    }

    /** Every value that a path can name; an element with nothing in it is an empty one. */
    Map<Path, String> values() {
        Map<Path, String> values = new LinkedHashMap<>();
        collect(List.of(), values);
        return values;
    }

    private void collect(List<String> steps, Map<Path, String> values) {
        attributes.forEach((attribute, value) -> values.put(new Path(steps, attribute), value));
        if (text != null) {
            values.put(new Path(steps, null), text);
        } else if (attributes.isEmpty() && children.isEmpty() && mixed == null) {
            values.put(new Path(steps, null), "");
        }
        Set<String> seen = new HashSet<>();
        for (Draft child : children) {
            if (seen.add(child.name)) {
                List<String> inner = new ArrayList<>(steps);
                inner.add(child.name);
                child.collect(inner, values);
            }
        }
    }

    /** Puts a value in; what stood there before is returned, and stays. */
    @Nullable String put(Path path, String value) {
        Draft at = this;
        for (String step : path.steps()) {
            Draft next = at.child(step);
            if (next == null) {
                next = new Draft(step);
                next.shared = true;
                at.children.add(next);
            }
            at = next;
        }
        if (path.attribute() != null) {
            return at.attributes.putIfAbsent(path.attribute(), value);
        }
        String before = at.text;
        at.text = before == null ? value : before;
        return before;
    }

    /** Takes a value out. */
    @Nullable String take(Path path) {
        Draft at = walk(path);
        if (at == null) {
            return null;
        }
        String value;
        if (path.attribute() == null) {
            value = at.text;
            at.text = null;
        } else {
            value = at.attributes.remove(path.attribute());
        }
        if (value != null) {
            Draft step = this;
            for (String next : path.steps()) {
                step = step.child(next);
                if (step == null) {
                    break;
                }
                step.shared = true;
            }
        }
        return value;
    }

    /** The child element that a key of its own name says more about: one that a short name made, or a new one. */
    Draft claim(String childName, Yaml value) {
        for (Draft child : children) {
            if (child.name.equals(childName) && child.written == null) {
                child.written = value;
                return child;
            }
        }
        Draft made = new Draft(childName);
        made.written = value;
        children.add(made);
        return made;
    }

    void turnOff(String path) {
        if (off.isEmpty()) {
            off = new HashSet<>();
        }
        off.add(path);
    }

    void leaveBlank(String key) {
        if (blank.isEmpty()) {
            blank = new ArrayList<>();
        }
        blank.add(key);
    }

    List<String> blank() {
        return blank;
    }

    void noteList(String childName, Yaml.Sequence list) {
        if (lists.isEmpty()) {
            lists = new HashMap<>();
        }
        lists.put(childName, list);
    }

    Yaml.@Nullable Sequence list(String childName) {
        return lists.get(childName);
    }

    boolean isOff(Path path) {
        if (off.contains(path.toString())) {
            return true;
        }
        Draft at = this;
        for (String step : path.steps()) {
            if (at.off.contains(step)) {
                return true;
            }
            at = at.child(step);
            if (at == null) {
                return false;
            }
        }
        return at.off.contains("@" + path.attribute()) || path.attribute() == null && at.off.contains("");
    }

    /** Has nothing in it that isn't written elsewhere. */
    boolean isEmpty() {
        if (!attributes.isEmpty() || text != null || mixed != null || !blank.isEmpty()) {
            return false;
        }
        for (Draft child : children) {
            if (!child.isSpent()) {
                return false;
            }
        }
        return true;
    }

    /** Other keys have taken all there was. */
    boolean isSpent() {
        return shared && isEmpty();
    }
}
