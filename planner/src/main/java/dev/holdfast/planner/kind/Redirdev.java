package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <redirdev>}. */
public final class Redirdev implements Kind {

    private static final Shape SHAPE = DeviceInfo.bootable(CharSource.in(
                    Shape.of("redirdev").attr("bus", Forms.oneOf("usb")).attr("type", CharSource.TYPE)))
            .requires("@type");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("bus", "usb");
        if (device.is("type", "dbus")) {
            device.make("source").setIfAbsent("channel", "org.qemu.usbredir");
        }
        CharSource.complete(device);
    }

    @Override
    public void check(Draft device, Plan plan) {
        Usb.check(device, plan, "<redirdev bus='usb'>");
        CharSource.check(device, plan, false);
    }
}
