package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of an ICH9's USB 2 controller: functions of one slot, EHCI the last. */
final class Usb2Parts {

    private static final Map<String, Integer> FUNCTIONS =
            Map.of("ich9-uhci1", 0, "ich9-uhci2", 1, "ich9-uhci3", 2, "ich9-ehci1", 7);

    private Usb2Parts() {}

    static boolean isPart(Draft device) {
        return device.name().equals("controller") && FUNCTIONS.containsKey(device.get("model", ""));
    }

    static void place(Draft part, PciPlug plug, PciBuses buses, Plan plan) {
        int function = FUNCTIONS.getOrDefault(part.get("model", ""), 0);
        PciAddress sibling = sibling(part, plan);
        PciAddress address;
        if (sibling == null) {
            address = buses.takeNext(plug, function, part);
            if (buses.isTrial()) {
                return;
            }
        } else {
            address = new PciAddress(sibling.domain(), sibling.bus(), sibling.slot(), function);
            buses.takeWritten(address, plug, part);
        }
        Draft placed = PciPlacement.place(part, address);
        if (function == 0) {
            placed.set("multifunction", "on");
        }
    }

    private static @Nullable PciAddress sibling(Draft part, Plan plan) {
        for (Draft other : plan.devices("controller")) {
            if (isPart(other) && other.number("index", 0) == part.number("index", 0)) {
                PciAddress address = PciPlacement.of(other);
                if (address != null) {
                    return address;
                }
            }
        }
        return null;
    }
}
