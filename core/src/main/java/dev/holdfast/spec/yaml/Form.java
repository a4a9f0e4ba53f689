package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.yaml.Standard.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of element is written: its short names, its standard values, and the names that libvirt's schema has
 * for its attributes and children. Reader, writer and schema all work from this.
 *
 * <p>An open form takes any name by the generic rule. A closed one knows all of libvirt's names, so that an unknown
 * one is a slip of the pen, and takes others as {@code <name>} and {@code "@name"}.
 */
final class Form {

    /** An element of which nothing is known. */
    static final Form GENERIC = new Form("element", false);

    /** What the owner calls it, for messages and the schema. */
    final String what;

    final boolean closed;
    final Map<String, ShortName> shorts = new LinkedHashMap<>();
    final List<Standard> standards = new ArrayList<>();
    final Set<String> attributes = new LinkedHashSet<>();
    final Map<String, Form> children = new LinkedHashMap<>();
    /** Keys that hold a list of child elements of another name, {@code disks} for {@code disk}. */
    final Map<String, String> lists = new LinkedHashMap<>();
    /** The same, the other way. */
    final Map<String, String> listKeys = new LinkedHashMap<>();
    /** Keys that an owner might well expect, and why there are none. */
    final Map<String, Complaint> refused = new LinkedHashMap<>();

    /** Keys that mean neither an attribute nor a child element of their own name. */
    private final Set<String> taken = new HashSet<>(Set.of("text", "xml"));

    private Form(String what, boolean closed) {
        this.what = what;
        this.closed = closed;
    }

    static Form open(String what) {
        return new Form(what, false);
    }

    static Form closed(String what) {
        return new Form(what, true);
    }

    Form with(ShortName... names) {
        for (ShortName name : names) {
            shorts.put(name.key(), name);
            taken.add(name.key());
        }
        return this;
    }

    /** A short name for one value. */
    Form value(String key, String path) {
        return with(new Value(key, path));
    }

    /** A short name for one value that also says the element's type. */
    Form typed(String key, String path, String type) {
        return with(new Value(key, Path.of(path), type, null, false));
    }

    /** A short name for a value that libvirt resolves. */
    Form resolved(String key, String path) {
        return with(new Value(key, Path.of(path), null, null, true));
    }

    /** Child elements that hold nothing but text. */
    Form texts(String names) {
        for (String name : names.split(" ")) {
            with(new Value(name, name));
            children.put(name, GENERIC);
        }
        return this;
    }

    /** Child elements that hold a size. */
    Form sizes(String names) {
        for (String name : names.split(" ")) {
            with(new Size(name, name));
            children.put(name, GENERIC);
        }
        return this;
    }

    /** Child elements that are there or not. */
    Form flags(String names) {
        for (String name : names.split(" ")) {
            with(new Flag(name));
            children.put(name, GENERIC);
        }
        return this;
    }

    Form attributes(String names) {
        attributes.addAll(List.of(names.split(" ")));
        return this;
    }

    /** Child elements that go by the generic rule. */
    Form children(String names) {
        for (String name : names.split(" ")) {
            children.put(name, GENERIC);
        }
        return this;
    }

    Form child(String name, Form form) {
        children.put(name, form);
        return this;
    }

    /** Child elements that are listed under a key of another name. */
    Form list(String key, String name, Form form) {
        lists.put(key, name);
        taken.add(key);
        listKeys.put(name, key);
        return child(name, form);
    }

    /** A value that is filled in and written. */
    Form standard(String key, String path, BiFunction<Draft, Context, @Nullable String> value) {
        standards.add(new Standard(Path.of(path), key, false, value));
        return this;
    }

    /** A value that is filled in and goes without saying. */
    Form silent(@Nullable String key, String path, BiFunction<Draft, Context, @Nullable String> value) {
        standards.add(new Standard(Path.of(path), key, true, value));
        return this;
    }

    Form refuse(String key, String what, String remedy) {
        taken.add(key);
        refused.put(key, new Complaint(what, remedy));
        return this;
    }

    Form form(String childName) {
        return children.getOrDefault(childName, GENERIC);
    }

    private boolean isTaken(String key) {
        return taken.contains(key);
    }

    /** True where a plain key with a single value under it is this attribute. */
    boolean isAttribute(String key) {
        return !isTaken(key) && (closed ? attributes.contains(key) : !children.containsKey(key) || attributes.contains(key));
    }

    /** The attribute that a key with a single value under it is; null where it isn't one. */
    @Nullable String attributeName(String key) {
        if (key.length() > 1 && key.charAt(0) == '@') {
            return key.substring(1);
        }
        return forcedName(key) == null && isAttribute(key) ? key : null;
    }

    /** True where a plain key with a mapping or list under it is this child element. */
    boolean isChild(String key) {
        return !closed || children.containsKey(key) && listKeys.getOrDefault(key, key).equals(key);
    }

    /** The key for an attribute. */
    String attributeKey(String attribute) {
        return isAttribute(attribute) ? attribute : forcedAttribute(attribute);
    }

    /** The key for child elements of a name. */
    String childKey(String name) {
        String list = listKeys.get(name);
        if (list != null) {
            return list;
        }
        ShortName same = shorts.get(name);
        boolean free = same == null ? !isTaken(name) : !same.isWritten();
        return free && !attributes.contains(name) && isChild(name) ? name : forced(name);
    }

    /** The key that always means a child element. */
    static String forced(String name) {
        return "<" + name + ">";
    }

    /** The key that always means an attribute. */
    static String forcedAttribute(String name) {
        return "@" + name;
    }

    /** The name in a key that always means a child element; null for another key. */
    static @Nullable String forcedName(String key) {
        return key.length() > 2 && key.charAt(0) == '<' && key.charAt(key.length() - 1) == '>'
                ? key.substring(1, key.length() - 1)
                : null;
    }

    /** The child element that a key with a mapping or list under it means. */
    String childName(String key) {
        String name = forcedName(key);
        return name != null ? name : lists.getOrDefault(key, key);
    }

    /** Every key that can be written plainly. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(shorts.keySet());
        keys.addAll(lists.keySet());
        keys.addAll(attributes);
        for (String name : children.keySet()) {
            if (!listKeys.containsKey(name) || listKeys.get(name).equals(name)) {
                keys.add(name);
            }
        }
        return keys;
    }
}
