package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import org.jspecify.annotations.Nullable;

/** {@code <sound>}. */
public final class Sound implements VariedKind {

    private static final Shape PLAIN = rest(model()).ignores("codec");

    private static final Shape HDA = rest(
            model().children(Shape.of("codec").attr("type", Forms.oneOf("duplex", "micro", "output")).requires("@type")));

    private static final Shape USB =
            rest(model().attr("multichannel", Forms.YES_NO, Versions.libvirt(9, 3))).ignores("codec");

    private static final Shape VIRTIO =
            rest(model().attr("streams", Forms.decimal(1, 0xffff_ffffL))).child(Common.virtio(Shape.of("driver")));

    private static Shape model() {
        return Shape.of("sound")
                .attr(
                        "model",
                        Forms.oneOf("sb16", "es1370", "pcspk", "ac97", "ich6", "ich9", "usb", "ich7")
                                .since(Versions.libvirt(10, 4), "virtio"))
                .requires("@model");
    }

    private static Shape rest(Shape sound) {
        return DeviceInfo.of(sound.child(Shape.of("audio").attr("id", Forms.decimal(1, 0xffff_ffffL)).requires("@id")));
    }

    @Override
    public Shape shape() {
        return PLAIN;
    }

    @Override
    public Shape shape(Shape.Selection by) {
        return shape(by.element().attribute("model"));
    }

    private static Shape shape(@Nullable String model) {
        return switch (model) {
            case "ich6", "ich9" -> HDA;
            case "usb" -> USB;
            case "virtio" -> VIRTIO;
            case null, default -> PLAIN;
        };
    }

    @Override
    public void complete(Draft device, Plan plan) {
        if (device.is("model", "virtio")) {
            device.setIfAbsent("streams", "2");
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        DeviceInfo.check(device);
        String model = device.get("model", "");
        if (!plan.platform().has("sound", model)) {
            throw device.rejected("<sound model='" + model + "'>: this QEMU doesn't have it", "Take ich9");
        }
        Audio.checkId(device, device.at("audio@id"), plan);
    }
}
