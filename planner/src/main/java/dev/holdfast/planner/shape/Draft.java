package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.FewEntries;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element while it is being completed. Whatever is put into it stands where its shape says that libvirt writes it,
 * so rules may come in any order.
 *
 * <p>For one thread.
 */
public final class Draft {

    private final Shape shape;
    private final @Nullable Element written;
    private final @Nullable String[] values;
    private @Nullable String text;
    private List<Draft> children = List.of();
    /** In the shape of the parent. */
    private int index;
    private boolean evenEmpty;
    /** For an element that is carried as it is. */
    private final @Nullable Element carried;
    private @Nullable Leftover leftover;

    private Draft(Shape shape, @Nullable Element written, @Nullable Element carried) {
        this.shape = shape;
        this.written = written;
        this.values = new String[shape.attributes()];
        this.carried = carried;
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.attribute(i).constant();
        }
    }

    /** An empty one. */
    public static Draft of(Shape shape) {
        return new Draft(shape, null, null);
    }

    static Draft of(Shape shape, Element written) {
        return new Draft(shape, written, null);
    }

    static Draft carried(Shape shape, Element written, @Nullable Element element) {
        return new Draft(shape, written, element);
    }

    /** Its element's name. */
    public String name() {
        return shape.name();
    }

    /** Where the owner wrote it, if the owner did. */
    public @Nullable Place place() {
        return written == null ? null : written.place();
    }

    /** As the owner wrote it; null for what nobody wrote. */
    public @Nullable Element written() {
        return written;
    }

    /** An attribute's value, or null. */
    public @Nullable String get(String attribute) {
        return values[shape.known(attribute)];
    }

    /** An attribute's value, or what counts where there is none. */
    public String get(String attribute, String otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : value;
    }

    /** A value below: {@code target@bus}, {@code source/host@name} or, of its own, {@code @type}. */
    public @Nullable String at(String path) {
        ValuePath asked = ValuePath.of(path);
        Draft holder = this;
        List<String> steps = asked.steps();
        for (int i = 0; i < steps.size(); i++) {
            holder = holder.child(steps.get(i));
            if (holder == null) {
                return null;
            }
        }
        int index = holder.shape.indexOf(asked.attribute());
        return index < 0 ? null : holder.values[index];
    }

    /** True where the attribute has this value. */
    public boolean is(String attribute, String value) {
        return value.equals(get(attribute));
    }

    /** True where the attribute is there. */
    public boolean has(String attribute) {
        return get(attribute) != null;
    }

    /** A number, in the decimal or hexadecimal form in which forms leave it; otherwise where there is none. */
    public int number(String attribute, int otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : decode(value);
    }

    private static int decode(String number) {
        int length = number.length();
        if (length > 2 && number.charAt(1) == 'x') {
            return (int) Long.parseLong(number, 2, length, 16);
        }
        int value = 0;
        for (int i = 0; i < length; i++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9 || length > 9) {
                return (int) (long) Long.decode(number);
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /** Sets an attribute; null takes it away. */
    public Draft set(String attribute, @Nullable String value) {
        values[shape.known(attribute)] = value;
        return this;
    }

    /** Sets an attribute to a number in decimal. */
    public Draft set(String attribute, long value) {
        return set(attribute, Long.toString(value));
    }

    /** Sets an attribute that isn't there yet. */
    public Draft setIfAbsent(String attribute, String value) {
        int at = shape.known(attribute);
        if (values[at] == null) {
            values[at] = value;
        }
        return this;
    }

    /** Its text, or null. */
    public @Nullable String text() {
        return text;
    }

    /** Sets its text; null takes it away. */
    public Draft text(@Nullable String newText) {
        text = newText;
        return this;
    }

    /** Its first child of this name, or null. */
    public @Nullable Draft child(String name) {
        if (children.isEmpty()) {
            return null;
        }
        int at = shape.indexOfChild(name);
        int first = at < 0 ? children.size() : first(at);
        return first < children.size() && children.get(first).index == at ? children.get(first) : null;
    }

    /** Where the children of a number, or those behind them, begin; they stand in the order of their numbers. */
    private int first(int at) {
        int low = 0;
        int high = children.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (children.get(middle).index < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** True where it has a child of this name. */
    public boolean hasChild(String name) {
        return child(name) != null;
    }

    /** Its children of this name in order; a list of its own. */
    public List<Draft> children(String name) {
        int at = children.isEmpty() ? -1 : shape.indexOfChild(name);
        if (at < 0) {
            return new ArrayList<>(0);
        }
        return new ArrayList<>(children.subList(first(at), first(at + 1)));
    }

    /** All its children in libvirt's order; not to be changed. */
    public List<Draft> children() {
        return Collections.unmodifiableList(children);
    }

    /** Its child of this name; a new, empty one where there is none. */
    public Draft make(String name) {
        Draft there = child(name);
        return there != null ? there : add(name);
    }

    /** A new child after the others of its name. The shape of such a child may not depend on what was written. */
    public Draft add(String name) {
        int at = shape.knownChild(name);
        Shape.Child child = shape.child(at);
        Draft made = of(child.shape().apply(new Shape.Selection(this, Element.of(name))));
        return insert(made, at);
    }

    /** A new child of this shape after the others of its name. */
    public Draft add(Shape childShape) {
        return insert(of(childShape), shape.knownChild(childShape.name()));
    }

    /** A child made elsewhere, after the others of its name. */
    public Draft add(Draft child) {
        return insert(child, shape.knownChild(child.name()));
    }

    Draft insert(Draft child, int at) {
        child.index = at;
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        children.add(first(at + 1), child);
        return child;
    }

    /** Takes a child away. */
    public void remove(Draft child) {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) == child) {
                children.remove(i);
                return;
            }
        }
    }

    /** Takes all children of this name away. */
    public void remove(String name) {
        if (!children.isEmpty()) {
            int at = shape.knownChild(name);
            children.subList(first(at), first(at + 1)).clear();
        }
    }

    /** Puts the children of one name into another order. */
    public void reorder(String name, List<Draft> order) {
        int first = first(shape.knownChild(name));
        for (int i = 0; i < order.size(); i++) {
            children.set(first + i, order.get(i));
        }
    }

    /** That libvirt rejects this element. */
    public CompleterException rejected(String what, String remedy) {
        return Verdict.rejected(place(), what, remedy);
    }

    /** That the planner doesn't model something of this element. */
    public CompleterException unmodelled(String what) {
        return Verdict.unmodelled(place(), what);
    }

    /** Writes it even where there is nothing in it. */
    public Draft evenEmpty() {
        evenEmpty = true;
        return this;
    }

    /** True where there is nothing to write. */
    private boolean isBlank() {
        if (text != null || carried != null || leftover != null || evenEmpty || shape.isEvenEmpty()) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && shape.attribute(i).constant() == null) {
                return false;
            }
        }
        for (Draft child : children) {
            if (!child.isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** The element, as libvirt writes it. */
    public Element toElement() {
        if (carried != null) {
            return carried;
        }
        int count = 0;
        for (String value : values) {
            count += value == null ? 0 : 2;
        }
        Object[] pairs = new Object[count];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                pairs[next++] = shape.attribute(i).name();
                pairs[next++] = values[i];
            }
        }
        return leftover == null
                ? Element.of(shape.name(), FewEntries.of(pairs), nodes(), place())
                : Element.of(shape.name(), leftover.behind(pairs), leftover.behind(nodes()), place());
    }

    /** What no shape models and is to be let through. */
    Leftover leftover() {
        if (leftover == null) {
            leftover = new Leftover();
        }
        return leftover;
    }

    private List<Node> nodes() {
        if (text != null && children.isEmpty()) {
            return text.isEmpty() ? List.of() : List.of(new Text(text));
        }
        if (children.isEmpty()) {
            return List.of();
        }
        List<Node> nodes = new ArrayList<>(children.size());
        if (text != null && !text.isEmpty()) {
            nodes.add(new Text(text));
        }
        for (int i = 0; i < children.size(); i++) {
            Draft child = children.get(i);
            if (!child.isBlank()) {
                nodes.add(child.toElement());
            }
        }
        return nodes;
    }

    /** The element as XML, for messages. */
    @Override
    public String toString() {
        return toElement().toString();
    }
}
