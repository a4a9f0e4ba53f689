package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <panic>}. */
public final class Panic implements Kind {

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("panic")
            .attr(
                    "model",
                    Forms.oneOf("isa", "pseries", "hyperv", "s390")
                            .since(Versions.libvirt(9, 1), "pvpanic")
                            .orDefault()));

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("model", "isa");
    }

    @Override
    public void check(Draft device, Plan plan) {
        String model = device.get("model", "");
        for (Draft other : plan.devices(Ranks.PANIC)) {
            if (other == device) {
                break;
            }
            if (other.is("model", model)) {
                throw device.rejected("a second <panic model='" + model + "'>", "Leave one out");
            }
        }
        if (!plan.platform().has("panic", model)) {
            throw device.rejected("<panic model='" + model + "'>: PCs have none", "Take isa or hyperv");
        }
        String address = device.at("address@type");
        String expected = model.equals("isa") ? "isa" : model.equals("pvpanic") ? "pci" : null;
        if (address != null && !address.equals(expected)) {
            throw device.rejected(
                    "<panic model='" + model + "'> has an address of type '" + address + "'",
                    expected == null ? "Leave the address out" : "Its address is of type '" + expected + "'");
        }
    }
}
