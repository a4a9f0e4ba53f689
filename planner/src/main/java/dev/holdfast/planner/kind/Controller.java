package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <controller>}. */
public final class Controller implements Kind {

    private static final Shape SHAPE = Shape.of("controller")
            .attr("type", Forms.oneOf("ide", "fdc", "scsi", "sata", "virtio-serial", "ccid", "usb", "pci", "xenbus", "isa", "nvme"))
            .attr("index", Forms.UINT)
            .attr("model", Forms.TEXT)
            .attr("ports", Forms.UINT)
            .attr("vectors", Forms.UINT)
            .child(Shape.of("model").attr("name", Forms.TEXT))
            .child(Shape.of("target")
                    .attr("chassisNr", Forms.UINT)
                    .attr("chassis", Forms.UINT)
                    .attr("port", Forms.hex(8, 1))
                    .attr("busNr", Forms.UINT)
                    .attr("hotplug", Forms.ON_OFF)
                    .child(Shape.text("node", Forms.UINT)))
            .child(Shape.of("master").attr("startport", Forms.UINT))
            .child("alias", by -> Common.ALIAS)
            .child("address", Addresses.byType());

    @Override
    public Shape shape() {
        return SHAPE;
    }
}
