package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import java.util.BitSet;
import java.util.List;

/** Where several functions share a slot, function 0 says so, unless its owner said that it doesn't. */
final class Multifunction {

    private Multifunction() {}

    static void mark(Plan plan) {
        List<Draft> devices = plan.devices().children();
        BitSet shared = new BitSet();
        for (int i = 0; i < devices.size(); i++) {
            PciAddress address = PciPlacement.of(devices.get(i));
            if (address != null && address.function() != 0) {
                shared.set(slot(address));
            }
        }
        if (shared.isEmpty()) {
            return;
        }
        BitSet done = new BitSet();
        for (int i = 0; i < devices.size(); i++) {
            PciAddress address = PciPlacement.of(devices.get(i));
            if (address != null
                    && address.function() == 0
                    && shared.get(slot(address))
                    && !done.get(slot(address))) {
                done.set(slot(address));
                Draft written = Addresses.of(devices.get(i), "pci");
                if (written != null) {
                    written.setIfAbsent("multifunction", "on");
                }
            }
        }
    }

    private static int slot(PciAddress address) {
        return address.bus() << 5 | address.slot();
    }
}
