package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Shape;

/** What every device has after its own parts: its alias, its place. */
final class DeviceInfo {

    private static final Version ACPI_INDEX = Versions.libvirt(7, 3);

    private DeviceInfo() {}

    /** And what a device has that nothing is booted from. */
    static Shape of(Shape device) {
        return place(device.ignores("boot", "rom").child(Common.ALIAS));
    }

    /** The same of a device from which a machine may boot. */
    static Shape bootable(Shape device) {
        return place(device.ignores("rom").child(Common.BOOT).child(Common.ALIAS));
    }

    /** The same of a device with a ROM of its own. */
    static Shape withRom(Shape device) {
        return place(device.child(Common.BOOT).child(Common.ALIAS).child(Common.ROM));
    }

    private static Shape place(Shape device) {
        return device.child(Common.ACPI, ACPI_INDEX).child("address", Addresses.byType());
    }

    /** Rejects what only a device on PCI can have, where it is elsewhere. */
    static void check(Draft device) {
        String address = device.at("address@type");
        boolean elsewhere = address != null && !address.equals("pci") && !address.equals("unassigned");
        if (elsewhere && device.hasChild("acpi")) {
            throw device.rejected(
                    "<" + device.name() + "> has an ACPI index and an address of type '" + address + "'",
                    "Only devices on PCI have an ACPI index");
        }
    }

    /** Rejects a ROM that is tuned though there is none. */
    static void checkRom(Draft device) {
        Draft rom = device.child("rom");
        if (rom == null) {
            return;
        }
        if (rom.is("enabled", "no") && (rom.has("bar") || rom.has("file"))) {
            throw device.rejected("<rom enabled='no'> has settings of a ROM", "Leave out bar and file");
        }
        String address = device.at("address@type");
        if (address != null && !address.equals("pci") && !address.equals("unassigned")) {
            throw device.rejected("<rom> of a device with an address of type '" + address + "'", "Only PCI devices have one");
        }
    }

    /** Rejects options of virtio drivers on a device that has none. */
    static void rejectVirtio(Draft device, String because) {
        Draft driver = device.child("driver");
        if (driver == null) {
            return;
        }
        for (String option : Common.VIRTIO_OPTIONS) {
            if (driver.has(option)) {
                throw device.rejected(
                        "<driver " + option + "='" + driver.get(option) + "'> of " + because, "Only virtio devices have it");
            }
        }
    }
}
