package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

    /**
     * An attribute.
     *
     * @param name its name, interned
     * @param form how its value is read
     * @param since the first libvirt that knows it; older ones read over it
     * @param constant what is always written, whatever was; null for what depends on what was written
     */
    record Attribute(String name, Form form, Version since, @Nullable String constant) {}

    /**
     * A child element.
     *
     * @param name its name, interned
     * @param shape which shape it has, by the parent as far as it has been read (its attributes) and by the child
     * @param repeated whether it may be there several times
     * @param since the first libvirt that knows it; older ones read over it
     */
    record Child(String name, Function<Selection, Shape> shape, boolean repeated, Version since) {}

    /**
     * By what a child's shape is chosen.
     *
     * @param parent what it is in, with its attributes read
     * @param element the child as it was written
     */
    public record Selection(Draft parent, Element element) {}

    private final String name;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();
    private final Set<String> ignored = new HashSet<>();
    private final List<String> required = new ArrayList<>();

    /** The names of the attributes and of the children: what is asked for most. */
    private String[] attributeNames = {};

    private String[] childNames = {};
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
        attributes.add(new Attribute(attribute.intern(), form, since, null));
        attributeNames = with(attributeNames, attribute.intern());
        return this;
    }

    /**
     * And an attribute that libvirt always writes with this value, whatever the owner wrote: a unit. An element that has
     * nothing else isn't written.
     */
    public Shape constant(String attribute, String value) {
        attributes.add(new Attribute(attribute.intern(), (written, spot) -> value, ALWAYS, value));
        attributeNames = with(attributeNames, attribute.intern());
        return this;
    }

    /** And that libvirt rejects the element without these attributes ({@code @name}) and children. */
    public Shape requires(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    /** And a child that is there once at most. */
    public Shape child(Shape shape) {
        return child(shape, ALWAYS);
    }

    /** And a child that came with this libvirt. */
    public Shape child(Shape shape, Version since) {
        children.add(new Child(shape.name, by -> shape, false, since));
        childNames = with(childNames, shape.name.intern());
        return this;
    }

    /** And a child whose shape depends on what its parent and itself have in their attributes. */
    public Shape child(String child, Function<Selection, Shape> shape) {
        children.add(new Child(child.intern(), shape, false, ALWAYS));
        childNames = with(childNames, child.intern());
        return this;
    }

    /** And a child whose shape depends on its parent and itself, and that came with this libvirt. */
    public Shape child(String child, Function<Selection, Shape> shape, Version since) {
        children.add(new Child(child.intern(), shape, false, since));
        childNames = with(childNames, child.intern());
        return this;
    }

    /** And a child of a shape that is made later: its own parent's, for one. */
    public Shape child(String child, Supplier<Shape> shape) {
        children.add(new Child(child.intern(), by -> shape.get(), false, ALWAYS));
        childNames = with(childNames, child.intern());
        return this;
    }

    /** And a child that may be there several times. */
    public Shape children(Shape shape) {
        return children(shape, ALWAYS);
    }

    /** And a child that may be there several times and came with this libvirt. */
    public Shape children(Shape shape, Version since) {
        children.add(new Child(shape.name, by -> shape, true, since));
        childNames = with(childNames, shape.name.intern());
        return this;
    }

    /** And a child that may be there several times, whose shape depends on its parent and itself. */
    public Shape children(String child, Function<Selection, Shape> shape) {
        children.add(new Child(child.intern(), shape, true, ALWAYS));
        childNames = with(childNames, child.intern());
        return this;
    }

    /** And a child that may be there several times, whose shape depends on what was written, and that came with this libvirt. */
    public Shape children(String child, Function<Selection, Shape> shape, Version since) {
        children.add(new Child(child.intern(), shape, true, since));
        childNames = with(childNames, child.intern());
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

    List<String> required() {
        return required;
    }

    boolean ignoresAttribute(String attribute) {
        return !ignored.isEmpty() && ignored.contains("@" + attribute);
    }

    boolean ignoresChild(String child) {
        return ignored.contains(child);
    }

    int attributes() {
        return attributes.size();
    }

    Attribute attribute(int index) {
        return attributes.get(index);
    }

    /** Names in code and those that an XML reader gives are interned, as these are. */
    private static int indexIn(String[] names, String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String[] with(String[] names, String name) {
        String[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = name;
        return more;
    }

    /** The number of an attribute as read from somewhere; -1 where there is none. */
    int indexOf(String attribute) {
        return indexIn(attributeNames, attribute);
    }

    /** The number of an attribute that a rule names. */
    int known(String attribute) {
        int index = indexOf(attribute);
        if (index < 0) {
            throw new IllegalArgumentException("<" + name + "> has no attribute " + attribute);
        }
        return index;
    }

    Child child(int index) {
        return children.get(index);
    }

    /** The number of a child as read from somewhere; -1 where there is none. */
    int indexOfChild(String child) {
        return indexIn(childNames, child);
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
