package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <pstore>}. */
public final class Pstore implements Kind {

    /** The first libvirt that knows it. */
    static final Version SINCE = Versions.libvirt(10, 7);

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("pstore")
                    .attr("backend", Forms.oneOf("acpi-erst"))
                    .child(Shape.text("path", Forms.FILLED))
                    .child(Shape.of("size").constant("unit", "KiB").text(Forms.size(1024, 1024))))
            .requires("@backend", "size");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Version since() {
        return SINCE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        Draft path = device.make("path");
        if (path.text() == null) {
            Draft name = plan.domain().child("name");
            path.text("/var/lib/libvirt/qemu/nvram/" + (name == null ? "" : name.text()) + "_PSTORE.raw");
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        String address = device.at("address@type");
        if (address != null && !address.equals("pci")) {
            throw device.rejected("<pstore> has an address of type '" + address + "'", "It is on PCI");
        }
        String size = device.make("size").text();
        long kib = size == null ? 0 : Long.parseLong(size);
        if (kib < 4 || Long.bitCount(kib) != 1) {
            throw device.rejected("<pstore> of " + kib + " KiB", "Its size is a power of two from 4 KiB on");
        }
    }
}
