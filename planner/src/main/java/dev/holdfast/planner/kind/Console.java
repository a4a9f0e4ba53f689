package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <console>}. The first one may be the first serial device under another name. */
public final class Console implements Kind {

    private static final Shape TARGET = Shape.of("target")
            .attr("type", Forms.oneOf("serial", "xen", "uml", "virtio", "lxc", "openvz", "sclp", "sclplm"))
            .attr("port", Forms.DECIMAL)
            .ignores("model", "@name");

    private static final Shape SHAPE = CharDevices.shape("console", TARGET);

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("type", "pty");
        CharSource.complete(device);
        device.make("target").setIfAbsent("type", "serial").set("port", plan.devices(Ranks.CONSOLE).indexOf(device));
    }

    @Override
    public void check(Draft device, Plan plan) {
        String target = device.make("target").get("type", "");
        if (target.equals("serial")) {
            return;
        }
        CharSource.check(device, plan, false);
        if (device.is("type", "spicevmc") && !target.equals("virtio")) {
            throw device.rejected("<console type='spicevmc'> with a target of type " + target, "Take a <channel>");
        }
        DeviceInfo.check(device);
        if (!target.equals("virtio")) {
            throw device.rejected(
                    "<console> with a target of type " + target + ": PCs have none", "Take type serial or virtio");
        }
    }
}
