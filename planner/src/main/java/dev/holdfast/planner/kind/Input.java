package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Spot;
import org.jspecify.annotations.Nullable;

/** {@code <input>}. */
public final class Input implements Kind {

    private static final Version EVDEV = Versions.libvirt(7, 4);

    /** From here on an input without a bus gets one only after the machine's own inputs were added; 9.0 knows before. */
    private static final Version BUS_LATER = Versions.libvirt(9, 1);

    /** From here on libvirt looks at models, but no more for a source; 7.0 doesn't, 9.0 does. */
    private static final Version CHECKED = Versions.libvirt(7, 1);

    private static final Shape EVDEV_SOURCE = Shape.of("source")
            .attr("dev", FilePath.FORM)
            .attr("grab", Forms.oneOf("all"))
            .attr(
                    "grabToggle",
                    Forms.oneOf("ctrl-ctrl", "alt-alt", "shift-shift", "meta-meta", "scrolllock", "ctrl-scrolllock"))
            .attr("repeat", Forms.ON_OFF)
            .requires("@dev");

    private static final Shape SOURCE =
            Shape.of("source").attr("evdev", FilePath.FORM).requires("@evdev").ignores("@grab", "@grabToggle", "@repeat");

    private static final Shape NO_SOURCE = Shape.readOver("source");

    private static final Form BUS =
            Forms.oneOf("ps2", "usb", "xen", "parallels", "virtio").since(EVDEV, "none");

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("input")
                    .attr(
                            "type",
                            Forms.oneOf("mouse", "tablet", "keyboard", "passthrough").since(EVDEV, "evdev"))
                    .attr("bus", Input::readBus)
                    .attr("model", Forms.oneOf("virtio", "virtio-transitional", "virtio-non-transitional"))
                    .child(Common.virtio(Shape.of("driver")))
                    .child("source", by -> source(by.parent().get("type"))))
            .requires("@type");

    /** An evdev input has none, which isn't written. */
    private static @Nullable String readBus(String written, Spot spot) {
        String bus = BUS.read(written, spot);
        return "none".equals(bus) && "evdev".equals(spot.element().attribute("type")) ? null : bus;
    }

    private static Shape source(@Nullable String type) {
        return "evdev".equals(type) ? EVDEV_SOURCE : "passthrough".equals(type) ? SOURCE : NO_SOURCE;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    /** Before the machine's own inputs are added. */
    public static void early(Plan plan) {
        if (!plan.since(BUS_LATER)) {
            for (Draft device : plan.devices(Ranks.INPUT)) {
                bus(device);
            }
        }
    }

    @Override
    public void complete(Draft device, Plan plan) {
        bus(device);
    }

    private static void bus(Draft device) {
        if (!device.has("bus")) {
            device.set("bus", switch (device.get("type", "")) {
                case "mouse", "keyboard" -> "ps2";
                case "passthrough" -> "virtio";
                case "evdev" -> null;
                default -> "usb";
            });
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        DeviceInfo.check(device);
        String type = device.get("type", "");
        String bus = device.get("bus", "none");
        String what = "<input type='" + type + "' bus='" + bus + "'>";
        if (type.equals("evdev")) {
            if (!bus.equals("none")) {
                throw device.rejected(what + ": an evdev input is on no bus", "Leave the bus out");
            }
            return;
        }
        if (type.equals("passthrough") && !plan.since(CHECKED) && !device.hasChild("source")) {
            throw device.rejected(what + " names no device of the host's", "Add <source evdev='...'/>");
        }
        if (type.equals("passthrough") && !bus.equals("virtio")) {
            throw device.rejected(what + ": an input is passed through on the bus virtio only", "Say bus='virtio'");
        }
        switch (bus) {
            case "ps2" -> {
                if (!type.equals("mouse") && !type.equals("keyboard")) {
                    throw device.rejected(what + ": PS/2 has mouse and keyboard only", "Say bus='usb' or bus='virtio'");
                }
            }
            case "usb" -> {
                Usb.check(device, plan, what);
            }
            case "virtio" -> {
                String model = device.get("model");
                if (model != null && !model.equals("virtio")) {
                    throw device.rejected(what + " of model " + model, "Say model='virtio'");
                }
            }
            case "none" -> throw device.unmodelled(what);
            default -> throw device.rejected(what + ": QEMU's PCs have no input on that bus", "Say bus='usb' or bus='virtio'");
        }
        if (device.has("model") && !bus.equals("virtio") && plan.since(CHECKED)) {
            throw device.rejected(what + " of model " + device.get("model"), "Only bus='virtio' has models");
        }
        if (bus.equals("ps2") && plan.since(Versions.libvirt(10, 7)) && "off".equals(plan.domain().at("features/ps2@state"))) {
            throw device.rejected(what + ", but <features> have <ps2 state='off'/>", "Leave the input out, or put it on usb");
        }
    }
}
