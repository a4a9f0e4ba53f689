package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Every PCI device on the PCIe root bus, a slot each, as KubeVirt's {@code placePCIDevicesOnRootComplex} asks: from slot 2
 * on, without those where the first ICH9 sound card and the chipset are. What has an address keeps it.
 */
public final class RootComplexSlots {

    private static final int FIRST = 0x02;
    private static final int SOUND = 0x1b;
    private static final int CHIPSET = 0x1f;

    /** These first, in this order, as KubeVirt has them; then the others as they stand. */
    private static final List<String> KINDS =
            List.of("interface", "hostdev", "controller", "disk", "input", "watchdog", "rng", "memballoon");

    private RootComplexSlots() {}

    /**
     * Gives every PCI device that has no address one on bus 0.
     *
     * @throws dev.holdfast.problem.CompleterException where the bus is full or the machine has no PCIe root
     */
    public static void assign(Plan plan) {
        if (!plan.isQ35()) {
            throw plan.domain()
                    .rejected(
                            "The machine " + plan.machine() + " has no PCIe root bus to place devices on",
                            "Use the machine q35, or leave out --place root-complex");
        }
        PciPlugs plugs = new PciPlugs(plan);
        BitSet taken = new BitSet();
        taken.set(0, FIRST);
        taken.set(SOUND);
        taken.set(CHIPSET);
        List<PciDevice> open = new ArrayList<>();
        for (Draft device : inOrder(plan)) {
            PciDevice pci = PciDevice.of(device, plugs);
            PciAddress address = pci == null ? null : pci.place();
            if (address != null && address.bus() == 0) {
                taken.set(address.slot());
            } else if (pci != null && pci.isWanted() && pci.plug() != null && !hasItsOwn(device, plan)) {
                open.add(pci);
            }
        }
        for (PciDevice device : open) {
            int slot = taken.nextClearBit(0);
            if (slot > CHIPSET) {
                throw device.draft().rejected(
                        "The PCIe root bus is full: no slot is left for " + device.draft().name(),
                        "Remove a device, or place devices behind root ports by leaving out --place root-complex");
            }
            taken.set(slot);
            device.place(new PciAddress(0, 0, slot, 0));
        }
    }

    /** True for what the chipset has, and for the first video card, whose slot is QEMU's choice. */
    private static boolean hasItsOwn(Draft device, Plan plan) {
        return device.name().equals("video") && plan.devices(Ranks.VIDEO).getFirst() == device
                || device.name().equals("controller") && device.is("type", "sata") && device.number("index", 0) == 0;
    }

    private static List<Draft> inOrder(Plan plan) {
        List<Draft> order = new ArrayList<>();
        for (String kind : KINDS) {
            order.addAll(plan.devices(Kinds.rank(kind)));
        }
        for (Draft device : plan.devices().children()) {
            if (!KINDS.contains(device.name())) {
                order.add(device);
            }
        }
        return order;
    }
}
