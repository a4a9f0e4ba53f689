package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a spec whatever completes it. */
final class SpecCheck {

    /** libvirt assigns an address to a device whose own is all zeros, as if it had none (libvirt, virPCIDeviceAddressIsEmpty). */
    private static final PciAddress NONE = new PciAddress(0, 0, 0, 0);

    private SpecCheck() {}

    /** Throws {@link UnusableInputException} with every problem found. */
    static void check(Element partial) {
        List<Problem> problems = new ArrayList<>();
        if (!partial.name().equals("domain")) {
            throw new UnusableInputException(Problem.at(
                    partial.place(), "A <domain> is expected here, not a <" + partial.name() + ">", ""));
        }
        addresses(partial, problems);
        if (!problems.isEmpty()) {
            throw new UnusableInputException(problems);
        }
    }

    private static void addresses(Element partial, List<Problem> problems) {
        Map<PciAddress, Element> taken = new HashMap<>();
        for (Element device : DeviceKinds.in(partial)) {
            Element address = device.child("address");
            if (address == null || DeviceKinds.isShadow(device)) {
                continue;
            }
            PciAddress.of(address).ifPresent(pci -> {
                if (pci.equals(NONE)) {
                    problems.add(Problem.at(
                                    device.place(),
                                    "To libvirt the PCI address " + pci + " is none, and it would give another",
                                    "Leave the address out")
                            .about(DeviceKinds.label(device)));
                    return;
                }
                Element other = taken.putIfAbsent(pci, device);
                if (other != null) {
                    String where = other.place() == null ? "" : ", at " + other.place();
                    problems.add(Problem.at(
                                    device.place(),
                                    "PCI address " + pci + " is taken by " + DeviceKinds.label(other) + where,
                                    "Give one of the two another address, or none")
                            .about(DeviceKinds.label(device)));
                }
            });
        }
    }
}
