package dev.holdfast.planner.implied;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Controllers of the buses on which character devices and smartcards are. */
public final class BusControllers {

    private BusControllers() {}

    /** Adds the virtio-serial controllers that channels and consoles name, or would be put on. */
    public static void addVirtioSerial(Plan plan) {
        addVirtioSerial(plan, plan.devices(Ranks.CHANNEL));
        addVirtioSerial(plan, plan.devices(Ranks.CONSOLE));
    }

    private static void addVirtioSerial(Plan plan, List<Draft> devices) {
        Set<Integer> seen = new HashSet<>(4);
        for (int i = 0; i < devices.size(); i++) {
            Draft device = devices.get(i);
            if ("virtio".equals(device.at("target@type"))) {
                Draft address = Addresses.of(device, Addresses.VIRTIO_SERIAL);
                int index = address == null ? 0 : address.number("controller", 0);
                if (seen.add(index)) {
                    Controllers.of(plan).ensure("virtio-serial", index, null);
                }
            }
        }
    }

    /** Adds the CCID controllers that smartcards name, or would be put on; and puts them there. */
    public static void addCcid(Plan plan) {
        List<Draft> smartcards = plan.devices(Ranks.SMARTCARD);
        int next = 0;
        for (Draft device : smartcards) {
            Draft address = device.child("address");
            if (address != null && address.is("type", "ccid") && address.number("controller", 0) == 0) {
                next = Math.max(next, address.number("slot", 0) + 1);
            }
        }
        for (Draft device : smartcards) {
            Draft address = device.child("address");
            if (address == null) {
                address = Addresses.give(device, Addresses.CCID)
                        .set("controller", "0")
                        .set("slot", next++);
            }
            Controllers.of(plan).ensure("ccid", address.is("type", "ccid") ? address.number("controller", 0) : 0, null);
        }
    }
}
