package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Place;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * An element while it is being completed. Whatever is put into it stands where its shape says that libvirt writes it,
 * so rules may come in any order.
 *
 * <p>For one thread.
 */
public final class Draft {

    private static final Draft[] NONE = {};
    private static final List<Draft> NO_CHILDREN = Arrays.asList(NONE);
    private static final Node[] NO_NODES = {};
    private static final Object[] NO_PAIRS = {};

    /** Up to so many children are looked through by their names; among more, their numbers are searched for. */
    private static final int FEW = 24;

    private final Shape shape;
    /** Its shape's, which is asked for most. */
    private final String name;
    private final @Nullable Element written;
    /** Its own, but for one that is just as its preset. */
    private @Nullable String[] values;
    /** What it was made of, as long as no attribute is set. */
    private @Nullable Preset preset;
    /** A bit for the number of each attribute that has a value. */
    private long valued;
    private @Nullable String text;
    /** In the order of their numbers; those behind {@link #count} aren't there. */
    private Draft[] children = NONE;

    private int count;
    /** By the last six bits of their hashes: the names of children, and of attributes, that are or were there. Most that aren't are told by it. */
    private long childHashes;

    private long attributeHashes;
    /** A bit for the rank of each child that is there. */
    private long ranks;
    /** Where the children of each rank begin, and behind the last rank their end; null where they are few. */
    private final int @Nullable [] starts;
    /** In the shape of the parent. */
    private int index;
    private boolean evenEmpty;
    /** For an element that is carried as it is. */
    private final @Nullable Element carried;
    private @Nullable Leftover leftover;

    private Draft(Shape shape, @Nullable Element written, @Nullable Element carried) {
        this.shape = shape;
        this.name = shape.name();
        this.written = written;
        this.values = shape.values();
        this.valued = shape.constants();
        this.attributeHashes = valued == 0 ? 0 : -1;
        this.starts = shape.isCrowded() ? new int[shape.childCount() + 1] : null;
        this.carried = carried;
    }

    /** An empty one. */
    public static Draft of(Shape shape) {
        return new Draft(shape, null, null);
    }

    private Draft(Preset preset) {
        this.shape = preset.shape();
        this.name = shape.name();
        this.written = null;
        this.values = preset.values();
        this.preset = preset;
        this.valued = preset.valued();
        this.attributeHashes = preset.hashes();
        this.starts = null;
        this.carried = null;
    }

    /** One with these values for its first attributes, in the order of its shape. */
    public static Draft with(Shape shape, @Nullable String... values) {
        Draft made = of(shape);
        for (int i = 0; i < values.length; i++) {
            made.set(i, values[i]);
        }
        return made;
    }

    /** One with the attributes of a preset. */
    public static Draft of(Preset preset) {
        return new Draft(preset);
    }

    static Draft of(Shape shape, Element written) {
        return new Draft(shape, written, null);
    }

    static Draft carried(Shape shape, Element written, @Nullable Element element) {
        return new Draft(shape, written, element);
    }

    /** Its element's name. */
    public String name() {
        return name;
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
        return mayHave(attribute) ? values[shape.known(attribute)] : null;
    }

    /** An attribute's value, or null. */
    public @Nullable String get(AttributeOf attribute) {
        if (attribute.shape() != shape) {
            throw otherShape();
        }
        return values[attribute.number()];
    }

    /** An attribute's value, or what counts where there is none. */
    public String get(AttributeOf attribute, String otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : value;
    }

    /** True where the attribute has this value. */
    public boolean is(AttributeOf attribute, String value) {
        return value.equals(get(attribute));
    }

    /** True where the attribute is there. */
    public boolean has(AttributeOf attribute) {
        return get(attribute) != null;
    }

    /** The value of an attribute of a child's; null also where there is no such child. */
    public @Nullable String get(ChildOf child, AttributeOf attribute) {
        Draft holder = child(child);
        return holder == null ? null : holder.get(attribute);
    }

    /** True where an attribute of a child's has this value. */
    public boolean is(ChildOf child, AttributeOf attribute, String value) {
        return value.equals(get(child, attribute));
    }

    private IllegalArgumentException otherShape() {
        return new IllegalArgumentException("<" + name + "> is of another shape");
    }

    private boolean mayHave(String attribute) {
        assert shape.known(attribute) >= 0;
        return (attributeHashes & 1L << attribute.hashCode()) != 0;
    }

    /** An attribute's value, or what counts where there is none. */
    public String get(String attribute, String otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : value;
    }

    /** A value below: {@code target@bus} or {@code source/host@name}. */
    public @Nullable String at(String path) {
        return at(ValuePath.of(path));
    }

    /** A value below; null also where the shapes have no such child or attribute. */
    public @Nullable String at(ValuePath path) {
        Draft holder = below(path);
        return holder == null ? null : holder.ifAny(path.attribute());
    }

    /** True where there is this value or, without an {@code @} in the path, this element. */
    public boolean isThere(String path) {
        ValuePath asked = ValuePath.of(path);
        Draft holder = below(asked);
        if (holder == null || asked.attribute().isEmpty()) {
            return holder != null;
        }
        return holder.ifAny(asked.attribute()) != null;
    }

    /** An attribute's value; null also where its shape has no such attribute. */
    public @Nullable String ifAny(String attribute) {
        int index = (attributeHashes & 1L << attribute.hashCode()) == 0 ? -1 : shape.indexOfInterned(attribute);
        return index < 0 ? null : values[index];
    }

    private @Nullable Draft below(ValuePath path) {
        Draft holder = this;
        for (String step : path.steps()) {
            holder = holder.child(step);
            if (holder == null) {
                return null;
            }
        }
        return holder;
    }

    /** True where the attribute has this value. */
    public boolean is(String attribute, String value) {
        return value.equals(get(attribute));
    }

    /** True where the attribute is there. */
    public boolean has(String attribute) {
        return get(attribute) != null;
    }

    /** True where it has one of these attributes, which are its shape's. */
    public boolean hasAny(Attributes attributes) {
        if (attributes.shape() != shape) {
            throw otherShape();
        }
        return (valued & attributes.bits()) != 0;
    }

    /** A number, in the decimal or hexadecimal form in which forms leave it; otherwise where there is none. */
    public int number(String attribute, int otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : decode(value);
    }

    /** A number, in the decimal or hexadecimal form in which forms leave it; otherwise where there is none. */
    public int number(AttributeOf attribute, int otherwise) {
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

    /** Where libvirt writes it among its parent's children: the same number for all of its name, in the order of names. */
    public int rank() {
        return index;
    }

    /** Sets an attribute; null takes it away. */
    public Draft set(String attribute, @Nullable String value) {
        set(shape.known(attribute), value);
        return this;
    }

    void set(int attribute, @Nullable String value) {
        if (preset != null) {
            values = values.clone();
            preset = null;
        }
        values[attribute] = value;
        long bit = 1L << attribute;
        if (value == null) {
            valued &= ~bit;
        } else {
            valued |= bit;
            attributeHashes |= shape.attributeNames().bit(attribute);
        }
    }

    /** Sets an attribute to a number in decimal. */
    public Draft set(String attribute, long value) {
        return set(attribute, Long.toString(value));
    }

    /** Sets an attribute that isn't there yet. */
    public Draft setIfAbsent(String attribute, String value) {
        int at = shape.known(attribute);
        if (values[at] == null) {
            set(at, value);
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

    /** Its first child of this name, which is a rule's own or a shape's, and so interned; or null. */
    @SuppressWarnings("ReferenceEquality")
    public @Nullable Draft child(String name) {
        assert name == name.intern() : name;
        if ((childHashes & 1L << name.hashCode()) == 0) {
            return null;
        }
        if (count > FEW) {
            int at = shape.indexOfChild(name);
            return at < 0 ? null : child(at);
        }
        for (int i = 0; i < count; i++) {
            if (children[i].name == name) {
                return children[i];
            }
        }
        return null;
    }

    /** Its first child that is this one; or null. */
    public @Nullable Draft child(ChildOf child) {
        if (child.shape() != shape) {
            throw otherShape();
        }
        return child(child.rank());
    }

    /** True where it has this child. */
    public boolean has(ChildOf child) {
        if (child.shape() != shape) {
            throw otherShape();
        }
        return (ranks & 1L << child.rank()) != 0;
    }

    boolean hasRank(int rank) {
        return (ranks & 1L << rank) != 0;
    }

    private @Nullable Draft child(int rank) {
        long bit = 1L << rank;
        if ((ranks & bit) == 0) {
            return null;
        }
        // One of each, as a rule: then as many stand before it as there are lower ranks.
        return children[Long.bitCount(ranks) == count ? Long.bitCount(ranks & bit - 1) : first(rank)];
    }

    /** Where the children of a number, or those behind them, begin; they stand in the order of their numbers. */
    private int first(int at) {
        if (starts != null) {
            return starts[at];
        }
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (children[middle].index < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Behind the children of a number, which begin there. */
    private int end(int at, int first) {
        if (starts != null) {
            return starts[at + 1];
        }
        int end = first;
        while (end < count && children[end].index == at) {
            end++;
        }
        return end;
    }

    private void move(int behind, int by) {
        if (starts != null) {
            for (int i = behind + 1; i < starts.length; i++) {
                starts[i] += by;
            }
        }
    }

    /** True where it has a child of this name. */
    public boolean hasChild(String name) {
        return child(name) != null;
    }

    /** Its children of this name as they stand now, in order; a list of its own, which doesn't grow. */
    public List<Draft> children(String name) {
        int at = (childHashes & 1L << name.hashCode()) == 0 ? -1 : shape.indexOfChild(name);
        return at < 0 ? NO_CHILDREN : children(at);
    }

    /** Its children of this rank as they stand now, in order; a list of its own, which doesn't grow. */
    public List<Draft> children(int rank) {
        if ((ranks & 1L << rank) == 0) {
            return NO_CHILDREN;
        }
        int first = first(rank);
        return Arrays.asList(Arrays.copyOfRange(children, first, end(rank, first)));
    }

    /** All its children in libvirt's order; not to be changed. */
    public List<Draft> children() {
        return new Children();
    }

    /** All its children as they stand now, in libvirt's order. */
    public List<Draft> childrenNow() {
        return Arrays.asList(Arrays.copyOf(children, count));
    }

    /** True where it is of this shape. */
    public boolean isOf(Shape asked) {
        return shape == asked;
    }

    /** The children as they stand at any time. */
    private final class Children extends AbstractList<Draft> implements RandomAccess {

        @Override
        public Draft get(int i) {
            return children[i];
        }

        @Override
        public int size() {
            return count;
        }
    }

    /** Its child of this name; a new, empty one where there is none. */
    public Draft make(String name) {
        Draft there = child(name);
        return there != null ? there : add(name);
    }

    /** A new child after the others of its name. The shape of such a child may not depend on what was written. */
    public Draft add(String name) {
        int at = shape.knownChild(name);
        return insert(of(shape.child(at).shapeIn(this, null)), at);
    }

    /** A new child of this shape after the others of its name. */
    public Draft add(Shape childShape) {
        return insert(of(childShape), shape.knownChild(childShape.name()));
    }

    /** A child made elsewhere, after the others of its name. */
    public Draft add(Draft child) {
        // Mostly an address, which is written last or nearly so.
        int at = shape.childNames().numberOfLast(child.name());
        return insert(child, at < 0 ? shape.knownChild(child.name()) : at);
    }

    /** This child made elsewhere, after the others of its name. */
    public Draft add(ChildOf child, Draft made) {
        if (child.shape() != shape) {
            throw otherShape();
        }
        return insert(made, child.rank());
    }

    Draft insert(Draft child, int at) {
        child.index = at;
        // What is read comes in this order as a rule.
        int place = count == 0 || children[count - 1].index <= at ? count : first(at + 1);
        return insertAt(place, child);
    }

    private Draft insertAt(int place, Draft child) {
        if (count == children.length) {
            // As many as were written, and some more that nobody wrote.
            int room = written == null ? 0 : written.children().size();
            children = Arrays.copyOf(children, Math.max(2 * count, room + 4));
        }
        System.arraycopy(children, place, children, place + 1, count - place);
        children[place] = child;
        childHashes |= shape.childNames().bit(child.index);
        ranks |= 1L << child.index;
        count++;
        move(child.index, 1);
        return child;
    }

    /** This child made elsewhere, among those of its name: before the one that has this place among them, or behind all. */
    public Draft add(ChildOf child, Draft made, int place) {
        if (child.shape() != shape) {
            throw otherShape();
        }
        made.index = child.rank();
        return insertAt(first(made.index) + place, made);
    }

    /** Takes a child away. */
    public void remove(Draft child) {
        for (int i = 0; i < count; i++) {
            if (children[i] == child) {
                remove(i, i + 1);
                return;
            }
        }
    }

    /** Takes all children of this name away. */
    public void remove(String name) {
        int at = shape.knownChild(name);
        int first = first(at);
        remove(first, end(at, first));
    }

    private void remove(int start, int end) {
        if (start == end) {
            return;
        }
        int rank = children[start].index;
        move(rank, start - end);
        System.arraycopy(children, end, children, start, count - end);
        count -= end - start;
        boolean isLeft = start > 0 && children[start - 1].index == rank || start < count && children[start].index == rank;
        ranks &= isLeft ? -1 : ~(1L << rank);
    }

    /** Puts the children of one name into another order. */
    public void reorder(String name, List<Draft> order) {
        int first = first(shape.knownChild(name));
        for (int i = 0; i < order.size(); i++) {
            children[first + i] = order.get(i);
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

    /** The element, as libvirt writes it. */
    public Element toElement() {
        return Objects.requireNonNull(written(true));
    }

    /** The element; null where there is nothing in it to write, and it isn't written even so. */
    private @Nullable Element written(boolean evenBlank) {
        if (carried != null) {
            return carried;
        }
        if (count == 0 && leftover == null && text == null) {
            if (preset != null) {
                return preset.element();
            }
            if (isAsWritten()) {
                return written;
            }
        }
        Node[] nodes = count == 0 && text == null ? NO_NODES : new Node[count + 1];
        int filled = 0;
        if (text != null && !text.isEmpty()) {
            nodes[filled++] = new Text(text);
        }
        boolean hasText = filled > 0;
        for (int i = 0; i < count; i++) {
            Element child = children[i].written(false);
            if (child != null) {
                nodes[filled++] = child;
            }
        }
        if (filled == 0 && !evenBlank && isBlank()) {
            return null;
        }
        Object[] pairs = pairs();
        return leftover == null
                ? Element.made(name, pairs, nodes, filled, hasText, place())
                : Element.of(name, leftover.behind(pairs), leftover.behind(nodes, filled), place());
    }

    /** True where, but for children, nothing is in it that is to be written. */
    private boolean isBlank() {
        return (valued & ~shape.constants()) == 0 && !evenEmpty && !shape.isEvenEmpty() && text == null && leftover == null;
    }

    /** True where it has no children and is just what its owner wrote, attribute by attribute. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isAsWritten() {
        if (written == null || valued == 0 || written.attributeCount() != Long.bitCount(valued) || !written.children().isEmpty()) {
            return false;
        }
        int next = 0;
        for (long left = valued; left != 0; left &= left - 1) {
            int attribute = Long.numberOfTrailingZeros(left);
            if (written.attributeValue(next) != values[attribute] || written.attributeName(next) != shape.attributeName(attribute)) {
                return false;
            }
            next++;
        }
        return true;
    }

    /** Its attributes, name and value in turn. */
    Object[] pairs() {
        if (valued == 0) {
            return NO_PAIRS;
        }
        if (preset != null) {
            return preset.pairs();
        }
        Object[] pairs = new Object[2 * Long.bitCount(valued)];
        Names names = shape.attributeNames();
        int next = 0;
        for (long left = valued; left != 0; left &= left - 1) {
            int attribute = Long.numberOfTrailingZeros(left);
            pairs[next++] = names.get(attribute);
            pairs[next++] = Objects.requireNonNull(values[attribute]);
        }
        return pairs;
    }

    /** Its attributes, for others to begin with. */
    Preset preset() {
        return Preset.of(shape, values.clone(), valued, attributeHashes, pairs());
    }

    /** What no shape models and is to be let through. */
    Leftover leftover() {
        if (leftover == null) {
            leftover = new Leftover();
        }
        return leftover;
    }

    /** The element as XML, for messages. */
    @Override
    public String toString() {
        return toElement().toString();
    }
}
