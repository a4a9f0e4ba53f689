package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** {@code <vsock>}. */
public final class Vsock implements Kind {

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("vsock")
                    .attr(
                            "model",
                            Forms.oneOf("virtio", "virtio-transitional", "virtio-non-transitional")
                                    .orDefault())
                    .child(Shape.of("cid").attr("auto", Forms.YES_NO).attr("address", Forms.decimal(1, 0xffff_ffffL))))
            .child(Common.virtio(Shape.of("driver")), Versions.libvirt(7, 1));

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("model", "virtio");
        Draft cid = device.make("cid");
        cid.setIfAbsent("auto", cid.has("address") ? "no" : "yes");
    }

    @Override
    public void check(Draft device, Plan plan) {
        List<Draft> all = plan.devices(Ranks.VSOCK);
        if (all.size() > 1) {
            throw all.get(1).rejected("a second <vsock>", "Leave one out");
        }
        DeviceInfo.check(device);
        String cid = device.at("cid@address");
        if (cid != null && cid.length() == 1 && cid.charAt(0) < '3') {
            throw device.rejected("<cid address='" + cid + "'>: 0 to 2 aren't for guests", "Take 3 or more");
        }
    }
}
