package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import org.jspecify.annotations.Nullable;

/** A device's PCI address, where it has one. */
final class PciPlacement {

    private PciPlacement() {}

    /** Its address; null where it has none. One of nothing but zeros counts as none. */
    static @Nullable PciAddress of(Draft device) {
        Draft address = Addresses.of(device, "pci");
        if (address == null) {
            return null;
        }
        PciAddress found = new PciAddress(
                address.number("domain", 0), address.number("bus", 0), address.number("slot", 0), address.number("function", 0));
        return found.domain() == 0 && found.bus() == 0 && found.slot() == 0 ? null : found;
    }

    static boolean isPlaced(Draft device) {
        return of(device) != null;
    }

    /** True where it has no address of any type. */
    static boolean isUnaddressed(Draft device) {
        return !device.hasChild("address");
    }

    /** True where it may get a PCI address. */
    static boolean isWanted(Draft device) {
        return isUnaddressed(device) || Addresses.of(device, "pci") != null && !isPlaced(device);
    }

    /** Writes out what its owner left out of its address. */
    static void complete(Draft device) {
        Draft address = Addresses.of(device, "pci");
        if (address != null) {
            address.setIfAbsent("domain", "0x0000")
                    .setIfAbsent("bus", "0x00")
                    .setIfAbsent("slot", "0x00")
                    .setIfAbsent("function", "0x0");
        }
    }

    /** Puts it there. */
    static Draft place(Draft device, PciAddress at) {
        Draft written = Addresses.of(device, "pci");
        Draft address = written != null ? written : Addresses.give(device, Addresses.PCI);
        return address.set("domain", Forms.inHex(at.domain(), 4))
                .set("bus", Forms.inHex(at.bus(), 2))
                .set("slot", Forms.inHex(at.slot(), 2))
                .set("function", Forms.inHex(at.function(), 1));
    }
}
