package dev.holdfast.planner.shape;

/**
 * A child of one shape, for a rule that asks for it often: nothing is looked for.
 *
 * @param shape the parent's
 * @param rank the child's: see {@link Draft#rank}
 */
public record ChildOf(Shape shape, int rank) {

    /** The one of this name. */
    public static ChildOf named(Shape shape, String name) {
        return new ChildOf(shape, shape.rank(name));
    }
}
