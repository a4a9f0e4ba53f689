package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that many drafts have in common, made once: a place on PCI, a model. A draft of it shares them, and its
 * element too, until it is changed.
 */
public final class Preset {

    private static final Node[] NO_NODES = {};

    private final Shape shape;
    private final @Nullable String[] values;
    private final long valued;
    private final long hashes;
    private final Object[] pairs;
    private final Element element;

    private Preset(Shape shape, @Nullable String[] values, long valued, long hashes, Object[] pairs) {
        this.shape = shape;
        this.values = values;
        this.valued = valued;
        this.hashes = hashes;
        this.pairs = pairs;
        this.element = Element.made(shape.name(), pairs, NO_NODES, 0, null);
    }

    /** One with these values for its first attributes, in the order of its shape. */
    public static Preset of(Shape shape, @Nullable String... values) {
        return Draft.with(shape, values).preset();
    }

    static Preset of(Shape shape, @Nullable String[] values, long valued, long hashes, Object[] pairs) {
        return new Preset(shape, values, valued, hashes, pairs);
    }

    Shape shape() {
        return shape;
    }

    /** Shared: not to be changed. */
    @Nullable String[] values() {
        return values;
    }

    /** A bit for the number of each attribute that has a value. */
    long valued() {
        return valued;
    }

    /** By the last six bits of their hashes, the names of its attributes. */
    long hashes() {
        return hashes;
    }

    /** Names and values in turn. Shared: not to be changed. */
    Object[] pairs() {
        return pairs;
    }

    /** The element of a draft that has nothing more. */
    Element element() {
        return element;
    }
}
