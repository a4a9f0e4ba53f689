package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;

/** What holds for any device on USB. */
final class Usb {

    private Usb() {}

    /** Rejects a device where there is no USB, or with an address that isn't one on USB. */
    static void check(Draft device, Plan plan, String what) {
        for (Draft controller : plan.devices(Ranks.CONTROLLER)) {
            if (controller.is(Controller.TYPE, "usb") && controller.is(Controller.MODEL, "none")) {
                throw device.rejected(
                        what + ", but the domain has <controller type='usb' model='none'/>",
                        "Leave out one of the two");
            }
        }
        String address = device.at("address@type");
        if (address != null && !address.equals("usb")) {
            throw device.rejected(what + " has an address of type '" + address + "'", "Give one of type 'usb', or none");
        }
    }
}
