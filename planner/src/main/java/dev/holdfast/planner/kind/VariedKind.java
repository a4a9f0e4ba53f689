package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Shape;

/** A device kind of which what a device may have depends on which of the kind it is. */
interface VariedKind extends Kind {

    /** What libvirt writes of a device that was written so; {@link #shape} is that of one that nobody wrote. */
    Shape shape(Shape.Selection by);
}
