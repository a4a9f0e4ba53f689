package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.shape.Draft;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of an ICH9's USB 2 controller: functions of one slot, EHCI the last. */
final class Usb2Parts {

    private static final Map<String, Integer> FUNCTIONS =
            Map.of("ich9-uhci1", 0, "ich9-uhci2", 1, "ich9-uhci3", 2, "ich9-ehci1", 7);

    private Usb2Parts() {}

    static boolean isPart(PciDevice device) {
        Draft draft = device.draft();
        return draft.name().equals("controller") && draft.is("type", "usb") && FUNCTIONS.containsKey(draft.get("model", ""));
    }

    static void place(PciDevice part, PciPlug plug, PciBuses buses, PciDevices devices) {
        int function = FUNCTIONS.getOrDefault(part.draft().get("model", ""), 0);
        PciAddress sibling = sibling(part, devices);
        PciAddress address;
        if (sibling == null) {
            address = buses.takeNext(plug, function, part.draft());
            if (buses.isTrial()) {
                return;
            }
        } else {
            address = new PciAddress(sibling.domain(), sibling.bus(), sibling.slot(), function);
            buses.takeWritten(address, plug, part.draft());
        }
        if (!buses.isTrial()) {
            Draft placed = part.place(address);
            if (function == 0) {
                placed.set("multifunction", "on");
            }
        }
    }

    private static @Nullable PciAddress sibling(PciDevice part, PciDevices devices) {
        for (PciDevice other : devices.controllers()) {
            boolean isSibling = isPart(other)
                    && other.draft().number("index", 0) == part.draft().number("index", 0);
            if (isSibling && other.place() != null) {
                return other.place();
            }
        }
        return null;
    }
}
