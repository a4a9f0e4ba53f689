package dev.holdfast.planner.implied;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;

/** Controllers of the buses on which character devices and smartcards are. */
public final class BusControllers {

    private BusControllers() {}

    /** Adds the virtio-serial controllers that channels and consoles name, or would be put on. */
    public static void addVirtioSerial(Plan plan) {
        for (String kind : new String[] {"channel", "console"}) {
            for (Draft device : plan.devices(kind)) {
                if ("virtio".equals(device.at("target@type"))) {
                    Draft address = device.child("address");
                    int index = address != null && address.is("type", "virtio-serial") ? address.number("controller", 0) : 0;
                    Controllers.of(plan).ensure("virtio-serial", index, null);
                }
            }
        }
    }

    /** Adds the CCID controllers that smartcards name, or would be put on; and puts them there. */
    public static void addCcid(Plan plan) {
        int next = 0;
        for (Draft device : plan.devices("smartcard")) {
            Draft address = device.child("address");
            if (address != null && address.is("type", "ccid") && address.number("controller", 0) == 0) {
                next = Math.max(next, address.number("slot", 0) + 1);
            }
        }
        for (Draft device : plan.devices("smartcard")) {
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
