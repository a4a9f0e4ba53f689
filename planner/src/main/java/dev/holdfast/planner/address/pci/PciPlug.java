package dev.holdfast.planner.address.pci;

import dev.holdfast.planner.kind.PciSocket;

/**
 * How a device plugs in.
 *
 * @param socket what it needs
 * @param automatic whether it goes, where libvirt places it, only to buses on which libvirt places devices by itself
 * @param integrated whether it belongs on bus 0
 * @param sharesSlot whether it may be one function of a slot that others share
 */
record PciPlug(PciSocket socket, boolean automatic, boolean integrated, boolean sharesSlot) {

    /** A conventional PCI device. */
    static final PciPlug PCI = new PciPlug(PciSocket.PCI_DEVICE, true, false, false);

    /** A PCI Express device. */
    static final PciPlug PCIE = new PciPlug(PciSocket.PCIE_DEVICE, true, false, false);

    /** A conventional PCI device where its owner put it, whatever the kind of device. */
    static final PciPlug AS_WRITTEN = new PciPlug(PciSocket.PCI_DEVICE, false, false, false);

    /** How many numbers there are. */
    static final int NUMBERS = PciSocket.values().length << 3;

    /** A number that just those have that are alike; it means nothing else, and is kept nowhere. */
    @SuppressWarnings("EnumOrdinal")
    int number() {
        return socket.ordinal() << 3 | (automatic ? 4 : 0) | (integrated ? 2 : 0) | (sharesSlot ? 1 : 0);
    }

    /** A controller. */
    static PciPlug controller(PciSocket socket) {
        return new PciPlug(socket, false, false, socket == PciSocket.ROOT_PORT);
    }

    /** The same on bus 0. */
    PciPlug onBusZero() {
        return new PciPlug(socket, automatic, true, sharesSlot);
    }
}
