package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Shape;

/** {@code <nvram>} as a device, which only machines of another architecture have. */
public final class Nvram implements Kind {

    private static final Shape SHAPE = Shape.flag("nvram")
            .child(Common.ALIAS)
            .child("address", Addresses.byType())
            .ignores("boot", "rom", "acpi");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void check(Draft nvram, Plan plan) {
        throw nvram.rejected(
                "The machine " + plan.machine() + " has no <nvram> device",
                "Firmware's variables are <nvram> in <os>");
    }
}
