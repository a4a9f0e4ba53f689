package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <rng>}. */
public final class Rng implements Kind {

    private static final Shape SHAPE = Shape.of("rng")
            .attr("model", Forms.oneOf("virtio", "virtio-transitional", "virtio-non-transitional"))
            .child(Shape.of("rate").attr("bytes", Forms.UINT).attr("period", Forms.UINT_UNLESS_ZERO))
            .child(Shape.of("backend").attr("model", Forms.oneOf("random", "egd", "builtin")).text(Forms.TEXT))
            .child(Common.virtio(Shape.of("driver")))
            .child("alias", by -> Common.ALIAS)
            .child("address", Addresses.byType());

    @Override
    public Shape shape() {
        return SHAPE;
    }
}
