package dev.holdfast.planner.address;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import java.util.BitSet;
import java.util.List;

/** The slots of memory devices: the lowest free one, where the domain has room for devices. */
public final class DimmSlots {

    private DimmSlots() {}

    /** Gives every device that is plugged into a slot one. */
    public static void assign(Plan plan) {
        Draft most = plan.domain().child("maxMemory");
        if (most == null) {
            return;
        }
        List<Draft> devices = plan.devices(Ranks.MEMORY);
        BitSet taken = new BitSet();
        for (Draft device : devices) {
            Draft address = Addresses.of(device, Addresses.DIMM);
            if (address != null) {
                taken.set(Math.min(address.number("slot", 0), 1 << 20));
            }
        }
        int slots = most.number("slots", 0);
        for (Draft device : devices) {
            boolean isDimm = device.is("model", "dimm") || device.is("model", "nvdimm");
            if (!isDimm || device.hasChild("address")) {
                continue;
            }
            int slot = taken.nextClearBit(0);
            if (slot >= slots) {
                throw device.rejected(
                        "There is no slot left for a memory device: all " + slots + " are taken",
                        "Raise the slots of <maxMemory>");
            }
            taken.set(slot);
            Addresses.give(device, Addresses.DIMM).set("slot", slot);
        }
    }
}
