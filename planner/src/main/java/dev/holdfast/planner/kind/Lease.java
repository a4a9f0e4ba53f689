package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <lease>}: what a lock manager holds for a VM. */
public final class Lease implements Kind {

    private static final Shape SHAPE = Shape.of("lease")
            .child(Shape.text("lockspace", Forms.FILLED))
            .child(Shape.text("key", Forms.FILLED))
            .child(Shape.of("target")
                    .attr("path", Forms.TEXT)
                    .attr("offset", (written, spot) -> {
                        String offset = Forms.decimal(0, Long.MAX_VALUE).read(written, spot);
                        return offset == null || offset.equals("0") ? null : offset;
                    })
                    .requires("@path"))
            .requires("lockspace", "key", "target");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void check(Draft lease, Plan plan) {
        for (Draft part : lease.children()) {
            if (!part.name().equals("target") && part.text() == null) {
                throw lease.rejected("A lease has an empty <" + part.name() + ">", "Fill it in");
            }
        }
    }
}
