package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one element may have, in the order in which libvirt writes it. What isn't in its shape, the planner doesn't
 * model, unless the shape says that libvirt reads over it.
 */
public final class Shape {

    /** Written by every libvirt that is planned for. */
    static final Version ALWAYS = new Version(0, 0, 0);

    private static final int CROWD = 8;

    /**
     * An attribute.
     *
     * @param name its name, interned
     * @param form how its value is read
     * @param since the first libvirt that knows it; older ones read over it
     * @param constant what is always written, whatever was; null for what depends on what was written
     */
    record Attribute(String name, Form form, Version since, @Nullable String constant) {

        boolean isKnownTo(Version libvirt) {
            return since == ALWAYS || libvirt.isSince(since);
        }
    }

    /** A child element. */
    static final class Child {

        private final String name;
        private final @Nullable Shape always;
        private final Function<Selection, Shape> shape;
        private final boolean repeated;
        private final Version since;
        private final Element empty;

        /**
         * One.
         *
         * @param name its name
         * @param always the shape that it has wherever it is; null for one that depends on that
         * @param shape which shape it has, by the parent as far as it has been read (its attributes) and by the child
         * @param repeated whether it may be there several times
         * @param since the first libvirt that knows it; older ones read over it
         */
        Child(String name, @Nullable Shape always, Function<Selection, Shape> shape, boolean repeated, Version since) {
            this.name = name.intern();
            this.always = always;
            this.shape = shape;
            this.repeated = repeated;
            this.since = since;
            this.empty = Element.of(this.name);
        }

        /** Interned. */
        String name() {
            return name;
        }

        boolean repeated() {
            return repeated;
        }

        boolean isKnownTo(Version libvirt) {
            return since == ALWAYS || libvirt.isSince(since);
        }

        /** Its shape in this parent, by what was written of it, if anything was. */
        Shape shapeIn(Draft parent, @Nullable Element written) {
            return always != null ? always : shape.apply(new Selection(parent, written == null ? empty : written));
        }
    }

    /**
     * By what a child's shape is chosen.
     *
     * @param parent what it is in, with its attributes read
     * @param element the child as it was written
     */
    public record Selection(Draft parent, Element element) {}

    private final String name;
    private Attribute[] attributes = {};
    private Child[] children = {};

    /** What attributes have before anything is read: the constant ones their value. */
    private @Nullable String[] values = {};

    private final Set<String> ignored = new HashSet<>();
    private String[] requiredAttributes = {};
    private String[] requiredChildren = {};

    /** The names of the attributes and of the children: what is asked for most. */
    private Names attributeNames = Names.NONE;

    private Names childNames = Names.NONE;

    /** A bit for the number of each attribute that is always written. */
    private long constants;
    /** How many of the children may be there several times. */
    private int repeated;
    private @Nullable Form text;
    private boolean evenEmpty;
    private boolean rejectsOthers;
    private @Nullable BiFunction<Element, Version, @Nullable Element> carried;
    private boolean readOver;

    private Shape(String name) {
        this.name = name.intern();
    }

    /** An element of this name with nothing in it. */
    public static Shape of(String name) {
        return new Shape(name);
    }

    /** An element that is carried as it is, whatever is in it. */
    public static Shape carried(String name) {
        return carried(name, (element, libvirt) -> element);
    }

    /** An element that a libvirt carries with this change; where that answers null, it doesn't write it. */
    public static Shape carried(String name, BiFunction<Element, Version, @Nullable Element> change) {
        Shape shape = new Shape(name);
        shape.carried = change;
        return shape;
    }

    /** An element that libvirt knows and reads over, with whatever is in it. */
    public static Shape readOver(String name) {
        Shape shape = new Shape(name);
        shape.readOver = true;
        return shape;
    }

    /** An element that is only there or not. */
    public static Shape flag(String name) {
        return of(name).evenEmpty();
    }

    /** An element that holds one text. */
    public static Shape text(String name, Form form) {
        return of(name).text(form);
    }

    /** And an attribute. */
    public Shape attr(String attribute, Form form) {
        return attr(attribute, form, ALWAYS);
    }

    /** And an attribute that came with this libvirt. */
    public Shape attr(String attribute, Form form, Version since) {
        add(new Attribute(attribute.intern(), form, since, null));
        return this;
    }

    /**
     * And an attribute that libvirt always writes with this value, whatever the owner wrote: a unit. An element that has
     * nothing else isn't written.
     */
    public Shape constant(String attribute, String value) {
        add(new Attribute(attribute.intern(), (written, spot) -> value, ALWAYS, value));
        return this;
    }

    /** And that libvirt rejects the element without these attributes ({@code @name}) and children. */
    public Shape requires(String... names) {
        for (String required : names) {
            if (required.startsWith("@")) {
                requiredAttributes = with(requiredAttributes, required.substring(1).intern());
            } else {
                requiredChildren = with(requiredChildren, required.intern());
            }
        }
        return this;
    }

    /** And a child that is there once at most. */
    public Shape child(Shape shape) {
        return child(shape, ALWAYS);
    }

    /** And a child that came with this libvirt. */
    public Shape child(Shape shape, Version since) {
        add(new Child(shape.name, shape, by -> shape, false, since));
        return this;
    }

    /** And a child whose shape depends on what its parent and itself have in their attributes. */
    public Shape child(String child, Function<Selection, Shape> shape) {
        add(new Child(child, null, shape, false, ALWAYS));
        return this;
    }

    /** And a child whose shape depends on its parent and itself, and that came with this libvirt. */
    public Shape child(String child, Function<Selection, Shape> shape, Version since) {
        add(new Child(child, null, shape, false, since));
        return this;
    }

    /** And a child of a shape that is made later: its own parent's, for one. */
    public Shape child(String child, Supplier<Shape> shape) {
        add(new Child(child, null, by -> shape.get(), false, ALWAYS));
        return this;
    }

    /** And a child that may be there several times. */
    public Shape children(Shape shape) {
        return children(shape, ALWAYS);
    }

    /** And a child that may be there several times and came with this libvirt. */
    public Shape children(Shape shape, Version since) {
        add(new Child(shape.name, shape, by -> shape, true, since));
        return this;
    }

    /** And a child that may be there several times, whose shape depends on its parent and itself. */
    public Shape children(String child, Function<Selection, Shape> shape) {
        add(new Child(child, null, shape, true, ALWAYS));
        return this;
    }

    /** And a child that may be there several times, whose shape depends on what was written, and that came with this libvirt. */
    public Shape children(String child, Function<Selection, Shape> shape, Version since) {
        add(new Child(child, null, shape, true, since));
        return this;
    }

    /** And attributes ({@code @name}) and children that libvirt reads over. */
    public Shape ignores(String... names) {
        ignored.addAll(Set.of(names));
        return this;
    }

    /** And a text. */
    public Shape text(Form form) {
        text = form;
        return this;
    }

    /** And that libvirt rejects any other child, and any that came with a later libvirt. */
    public Shape rejectsOthers() {
        rejectsOthers = true;
        return this;
    }

    /** Written even where there is nothing in it. */
    public Shape evenEmpty() {
        evenEmpty = true;
        return this;
    }

    /** Its element's name. */
    public String name() {
        return name;
    }

    @Nullable Form text() {
        return text;
    }

    boolean isEvenEmpty() {
        return evenEmpty;
    }

    @Nullable BiFunction<Element, Version, @Nullable Element> carried() {
        return carried;
    }

    boolean isReadOver() {
        return readOver;
    }

    boolean isRejectingOthers() {
        return rejectsOthers;
    }

    String[] requiredAttributes() {
        return requiredAttributes;
    }

    String[] requiredChildren() {
        return requiredChildren;
    }

    boolean ignoresAttribute(String attribute) {
        return !ignored.isEmpty() && ignored.contains("@" + attribute);
    }

    boolean ignoresChild(String child) {
        return ignored.contains(child);
    }

    /** The values of attributes before anything is read; an array of its own. */
    @Nullable String[] values() {
        return values.length == 0 ? values : constants == 0 ? new @Nullable String[values.length] : values.clone();
    }

    Attribute attribute(int index) {
        return attributes[index];
    }

    Names attributeNames() {
        return attributeNames;
    }

    Names childNames() {
        return childNames;
    }

    String attributeName(int index) {
        return attributeNames.get(index);
    }

    /** A bit for the number of each attribute that is always written, whatever was. */
    long constants() {
        return constants;
    }

    private void add(Attribute attribute) {
        checkRoom(attributes.length, attribute.name());
        attributes = with(attributes, attribute);
        attributeNames = attributeNames.with(attribute.name());
        constants |= attribute.constant() == null ? 0 : 1L << attributes.length - 1;
        values = Arrays.copyOf(values, attributes.length);
        values[attributes.length - 1] = attribute.constant();
    }

    private void add(Child child) {
        checkRoom(children.length, child.name());
        children = with(children, child);
        childNames = childNames.with(child.name());
        repeated += child.repeated() ? 1 : 0;
    }

    private void checkRoom(int there, String more) {
        if (there == Long.SIZE) {
            throw new IllegalArgumentException("<" + name + "> has no room for " + more + ": a draft has a bit for each, " + there + " of them");
        }
    }

    /** True where so many kinds of children may be there several times that it is worth to know where each begins. */
    boolean isCrowded() {
        return repeated > CROWD;
    }

    int childCount() {
        return children.length;
    }

    private static <T> T[] with(T[] all, T one) {
        T[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = one;
        return more;
    }

    /** The number of an attribute; -1 where there is none. */
    int indexOf(String attribute) {
        return attributeNames.numberOf(attribute);
    }

    /** The number of an attribute whose name is interned, as rules' are; -1 where there is none. */
    int indexOfInterned(String attribute) {
        return attributeNames.numberOfInterned(attribute);
    }

    /** The number of an attribute that a rule names. */
    int known(String attribute) {
        int index = indexOfInterned(attribute);
        if (index < 0) {
            throw new IllegalArgumentException("<" + name + "> has no attribute " + attribute);
        }
        return index;
    }

    Child child(int index) {
        return children[index];
    }

    /** The number of a child; -1 where there is none. */
    int indexOfChild(String child) {
        return childNames.numberOf(child);
    }

    /** What {@link Draft#rank} says of its children of a name. */
    public int rank(String child) {
        return knownChild(child);
    }

    /** The number of a child that a rule names. */
    int knownChild(String child) {
        int index = indexOfChild(child);
        if (index < 0) {
            throw new IllegalArgumentException("<" + name + "> has no child " + child);
        }
        return index;
    }
}
