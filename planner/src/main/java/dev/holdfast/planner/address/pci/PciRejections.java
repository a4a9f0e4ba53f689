package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Verdict;
import dev.holdfast.problem.CompleterException;
import org.jspecify.annotations.Nullable;

/** Why a PCI device has no place. */
final class PciRejections {

    private PciRejections() {}

    static CompleterException taken(@Nullable Draft device, PciAddress address) {
        return rejected(
                device,
                "two devices are at PCI address " + address,
                "Give one of the two another address, or none to have it placed");
    }

    static CompleterException invalid(@Nullable Draft device, PciAddress address, String why) {
        return rejected(
                device, "it can't be at PCI address " + address + ": " + why, "Remove the address to have the device placed");
    }

    static CompleterException noRoom(@Nullable Draft device, PciPlug plug) {
        return rejected(
                device,
                "no PCI bus has room for " + plug.socket().label(),
                "Add a controller that takes one, or free a slot by removing an address");
    }

    private static CompleterException rejected(@Nullable Draft device, String what, String remedy) {
        return Verdict.rejected(
                device == null ? null : device.place(), (device == null ? "A device" : label(device)) + ": " + what, remedy);
    }

    private static String label(Draft device) {
        for (String path : new String[] {"target@dev", "mac@address", "@type", "@model", "model@type"}) {
            String value = device.at(path);
            if (value != null) {
                String index = device.name().equals("controller") ? device.ifAny("index") : null;
                return device.name() + " " + value + (index == null ? "" : " " + index);
            }
        }
        return device.name();
    }
}
