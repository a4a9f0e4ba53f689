package dev.holdfast.planner.shape;

/**
 * Some attributes of one shape, to be asked for all at once: see {@link Draft#hasAny}.
 *
 * @param shape whose
 * @param bits a bit for the number of each
 */
public record Attributes(Shape shape, long bits) {

    /** Those of a shape that have these names. */
    public static Attributes of(Shape shape, Iterable<String> names) {
        long bits = 0;
        for (String name : names) {
            bits |= 1L << shape.known(name.intern());
        }
        return new Attributes(shape, bits);
    }
}
