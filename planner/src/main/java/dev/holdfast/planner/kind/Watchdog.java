package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** {@code <watchdog>}. */
public final class Watchdog implements Kind {

    /** From when on there may be several, and the one in q35's chipset is told. */
    public static final Version SEVERAL = Versions.libvirt(9, 1);

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("watchdog")
                    .attr("model", Forms.oneOf("i6300esb", "ib700", "diag288").since(SEVERAL, "itco"))
                    .attr("action", Forms.oneOf("reset", "shutdown", "poweroff", "pause", "dump", "none", "inject-nmi")))
            .requires("@model");

    /** 9.0 doesn't look where an ib700 is, 11.3 does. */
    private static final Version IB700_ON_PC_ONLY = Versions.libvirt(9, 1);

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("action", "reset");
    }

    @Override
    public void check(Draft device, Plan plan) {
        List<Draft> all = plan.devices(Ranks.WATCHDOG);
        String model = device.get("model", "");
        String what = "<watchdog model='" + model + "'>";
        if (!plan.since(SEVERAL) && all.size() > 1) {
            throw all.get(1).rejected("a second <watchdog>", "Leave one out");
        }
        for (Draft other : all) {
            if (other == device) {
                break;
            }
            if (!model.equals("i6300esb") && other.is("model", model)) {
                throw device.rejected("a second " + what, "Leave one out");
            }
        }
        if (!device.is("action", all.getFirst().get("action", ""))) {
            throw device.rejected(
                    what + " has the action " + device.get("action") + ", another one "
                            + all.getFirst().get("action"),
                    "Give all of them the same action");
        }
        Draft address = device.child("address");
        switch (model) {
            case "i6300esb" -> {
                if (address != null && !address.is("type", "pci")) {
                    throw device.rejected(what + " has an address of type '" + address.get("type") + "'", "It is on PCI");
                }
            }
            case "diag288" -> throw device.rejected(what + ": PCs have none", "Take i6300esb");
            default -> {
                boolean isElsewhere = model.equals("ib700") ? plan.isQ35() && plan.since(IB700_ON_PC_ONLY) : !plan.isQ35();
                if (isElsewhere) {
                    throw device.rejected(
                            what + " on " + plan.machine() + ": it is part of "
                                    + (model.equals("ib700") ? "ISA, which only pc has" : "q35's chipset"),
                            "Take i6300esb");
                }
                if (address != null) {
                    throw device.rejected(what + " with an address: it has none", "Leave the address out");
                }
            }
        }
    }
}
