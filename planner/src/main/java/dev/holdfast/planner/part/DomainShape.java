package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <domain>}: its parts in the order in which libvirt writes them. */
public final class DomainShape {

    /** The whole. */
    public static final Shape DOMAIN = Shape.of("domain")
            .attr("type", Forms.oneOf("qemu", "kvm"))
            .child(Shape.text("name", Forms.FILLED))
            .child(Shape.text("uuid", Forms.UUID_FORM))
            .child(Shape.of("os")
                    .child(Shape.of("type").attr("arch", Forms.TEXT).attr("machine", Forms.TEXT).text(Forms.TEXT)))
            .child(Kinds.DEVICES);

    private DomainShape() {}
}
