package dev.holdfast.planner.shape;

/**
 * An attribute of one shape, for a rule that asks for it often: nothing is looked for.
 *
 * @param shape whose
 * @param number which of its attributes
 */
public record AttributeOf(Shape shape, int number) {

    /** The one of this name. */
    public static AttributeOf named(Shape shape, String name) {
        return new AttributeOf(shape, shape.known(name.intern()));
    }
}
