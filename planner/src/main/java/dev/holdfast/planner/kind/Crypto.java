package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <crypto>}. */
public final class Crypto implements Kind {

    /** The first libvirt that knows it. */
    static final Version SINCE = Versions.libvirt(9, 1);

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("crypto")
                    .attr("model", Forms.oneOf("virtio"))
                    .attr("type", Forms.oneOf("qemu"))
                    .child(Shape.of("backend")
                            .attr("model", Forms.oneOf("builtin", "lkcf"))
                            .attr("queues", Forms.DECIMAL_UNLESS_ZERO)
                            .requires("@model"))
                    .child(Common.virtio(Shape.of("driver"))))
            .requires("@model", "@type", "backend");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Version since() {
        return SINCE;
    }

    @Override
    public void check(Draft device, Plan plan) {
        DeviceInfo.check(device);
        if ("lkcf".equals(device.at("backend@model"))) {
            throw device.rejected("<crypto> with <backend model='lkcf'>: QEMU isn't built with it", "Take builtin");
        }
    }
}
