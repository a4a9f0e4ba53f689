package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** {@code <memballoon>}; {@code none} says that there is none. */
public final class Memballoon implements VariedKind {

    /** From here on a negative period is read over; 7.0 rejects it, 9.0 doesn't. */
    private static final Version NEGATIVE_PERIOD = Versions.libvirt(7, 1);

    private static final Form PERIOD = (written, spot) ->
            written.strip().startsWith("-") && spot.libvirt().isSince(NEGATIVE_PERIOD)
                    ? null
                    : Forms.NUMBER_UNLESS_ZERO.read(written, spot);

    private static final Shape SHAPE = driver(DeviceInfo.of(shape("memballoon")));

    private static final Shape NONE = driver(shape("memballoon").ignores("alias", "acpi", "address"));

    private static Shape shape(String name) {
        return Shape.of(name)
                .attr("model", Forms.oneOf("virtio", "xen", "none", "virtio-transitional", "virtio-non-transitional"))
                .attr("autodeflate", Forms.ON_OFF)
                .attr("freePageReporting", Forms.ON_OFF)
                .child(Shape.of("stats").attr("period", PERIOD))
                .requires("@model");
    }

    private static Shape driver(Shape shape) {
        return shape.child(Common.virtio(Shape.of("driver")));
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Shape shape(Shape.Selection by) {
        return "none".equals(by.element().attribute("model")) ? NONE : SHAPE;
    }

    @Override
    public void check(Draft device, Plan plan) {
        List<Draft> all = plan.devices(Ranks.MEMBALLOON);
        if (all.size() > 1) {
            throw all.get(1).rejected("a second <memballoon>", "Leave one out");
        }
        if (device.is("model", "xen")) {
            throw device.rejected("<memballoon model='xen'>: QEMU doesn't have it", "Say model='virtio'");
        }
        if (device.is("model", "none")) {
            return;
        }
        DeviceInfo.check(device);
    }
}
