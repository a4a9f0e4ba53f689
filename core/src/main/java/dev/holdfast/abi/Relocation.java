package dev.holdfast.abi;

import static dev.holdfast.abi.Severity.HARMLESS;
import static dev.holdfast.abi.Severity.MAY_BREAK;

import dev.holdfast.device.Controller;
import dev.holdfast.domain.Element;

/** What it does to a guest that it finds a PCI device elsewhere, where no name of the device's own says it better. */
final class Relocation {

    private Relocation() {}

    static Consequence of(Element device, GuestPlace from, GuestPlace to) {
        if (Controller.isPci(device)) {
            return new Consequence(
                    HARMLESS,
                    "the port is elsewhere; what is plugged into it is told of by itself",
                    "a guest configures no port");
        }
        if (from.address().equals(to.address())) {
            return new Consequence(
                    MAY_BREAK,
                    "Linux finds it where it was; Windows, which goes by the ports on the way, sets it up anew",
                    "only the way to it changed");
        }
        String where = "its PCI address changes from " + from.address() + " to " + to.address();
        return device.name().equals("controller")
                ? new Consequence(MAY_BREAK, where + ", and with it the path of what is behind it", "it depends on the names used")
                : new Consequence(MAY_BREAK, where + "; Windows sets it up anew", "a driver finds it again");
    }
}
