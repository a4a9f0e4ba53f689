package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.domain.Values;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every PCI device on the PCIe root bus, a slot each, as the annotation {@value #ANNOTATION} asks. KubeVirt counts as PCI
 * devices what it may be: a USB controller with the model none as well.
 */
final class RootComplex {

    static final String ANNOTATION = "kubevirt.io/placePCIDevicesOnRootComplex";

    /** In this order; other kinds are libvirt's to place. */
    private static final List<String> KINDS =
            List.of("interface", "hostdev", "controller", "disk", "input", "watchdog", "rng", "memballoon");

    private static final int FIRST = 2;
    private static final int SOUND = 0x1b;
    private static final int CHIPSET = 0x1f;

    private RootComplex() {}

    /** How many devices KubeVirt counts as PCI devices. */
    static long countIn(List<Part> devices) {
        return devices.stream().filter(device -> isPci(device)).count();
    }

    private static boolean isPci(Values device) {
        String kind = device.name();
        String address = device.value("address@type");
        boolean placeable = address == null || address.equals("pci");
        return placeable
                && KINDS.contains(kind)
                && switch (kind) {
                    case "hostdev" -> "pci".equals(device.value("@type"));
                    case "controller" -> !"pcie-root".equals(device.value("@model"));
                    case "disk" -> "virtio".equals(device.value("target@bus"));
                    case "input" -> "virtio".equals(device.value("@bus"));
                    // Not the one that newer machines bring with them.
                    case "watchdog" -> "i6300esb".equals(device.value("@model"));
                    default -> true;
                };
    }

    /** The devices, each PCI device that has no address with one on bus 0. */
    static Element place(Element devices) {
        BitSet taken = new BitSet();
        taken.set(0, FIRST);
        taken.set(SOUND);
        taken.set(CHIPSET);
        for (Element device : devices.elements()) {
            Element address = device.child("address");
            if (address != null) {
                PciAddress.of(address).filter(pci -> pci.bus() == 0).ifPresent(pci -> taken.set(pci.slot()));
            }
        }
        Map<Element, Integer> slots = new IdentityHashMap<>();
        for (String kind : KINDS) {
            for (Element device : devices.elements(kind)) {
                int slot = taken.nextClearBit(0);
                boolean open = device.child("address") == null && isPci(device);
                // What doesn't fit is libvirt's to place, or to refuse.
                if (open && slot < CHIPSET) {
                    taken.set(slot);
                    slots.put(device, slot);
                }
            }
        }
        List<Element> placed = new ArrayList<>();
        for (Element device : devices.elements()) {
            Integer slot = slots.get(device);
            placed.add(slot == null
                    ? device
                    : device.plus(Element.of(
                            "address",
                            "type", "pci",
                            "domain", "0x0000",
                            "bus", "0x00",
                            "slot", String.format("0x%02x", slot),
                            "function", "0x0")));
        }
        return devices.withChildren(placed);
    }
}
