package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <hub>}. */
public final class Hub implements Kind {

    private static final Shape SHAPE =
            DeviceInfo.of(Shape.of("hub").attr("type", Forms.oneOf("usb"))).requires("@type");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void check(Draft device, Plan plan) {
        Usb.check(device, plan, "<hub type='usb'>");
    }
}
