package dev.holdfast.planner.address.pci;

import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.PciSocket;

/** One bus, and which functions of its slots are taken. */
final class PciBus {

    /** All functions of a slot. */
    private static final byte ALL = (byte) 0xff;

    /** What either a conventional or an Express device plugs into. */
    private static final int ANY_DEVICE = PciSocket.PCI_DEVICE.bit() | PciSocket.PCIE_DEVICE.bit();

    private final PciModel model;
    /** A bit for each socket that it has. */
    private final int accepts;
    /** A bit for each slot that devices may have. */
    private final int slots;

    private final byte[] functions;
    /** A bit for each slot of which a function is taken. */
    private int used;
    /** A bit for each slot of which all functions are. */
    private int full;
    /** A bit for each slot that others may share. */
    private int shared;

    private PciBus(PciModel model, int accepts) {
        this.model = model;
        this.accepts = accepts;
        this.slots = -1 << model.firstSlot() & -1 >>> 31 - model.lastSlot();
        this.functions = new byte[model.lastSlot() + 1];
    }

    PciBus(PciModel model) {
        this(model, model.accepts());
    }

    /** One that takes nothing but this. */
    static PciBus only(PciModel model, PciSocket socket) {
        return new PciBus(model, socket.bit());
    }

    PciModel model() {
        return model;
    }

    boolean accepts(PciSocket socket) {
        return (accepts & socket.bit()) != 0;
    }

    /** True where libvirt could place such a device by itself. */
    boolean takes(PciPlug plug, int number) {
        if (plug.integrated()) {
            return number == 0 && (accepts(plug.socket()) || plug.socket() == PciSocket.PCI_DEVICE);
        }
        return accepts(plug.socket()) && (model.isAutomatic() || !plug.automatic());
    }

    /** True where an owner may put such a device: conventional and Express devices go wherever either goes. */
    boolean takesAsWritten(PciPlug plug, int number) {
        if (plug.integrated()) {
            return number == 0;
        }
        return accepts(plug.socket())
                || switch (plug.socket()) {
                    case PCI_DEVICE, PCIE_DEVICE, PCI_BRIDGE -> (accepts & ANY_DEVICE) != 0;
                    default -> false;
                };
    }

    boolean isTaken(int slot) {
        return (used & 1 << slot) != 0;
    }

    boolean isTaken(int slot, int function) {
        return (functions[slot] & 1 << function) != 0;
    }

    /** True where other functions of a slot are taken. */
    boolean hasMore(int slot, int function) {
        return (functions[slot] & ~(1 << function) & ALL) != 0;
    }

    /** True where no slot is free. */
    boolean isFull() {
        return (slots & ~used) == 0;
    }

    /** The first free function for such a device, as {@code slot << 3 | function}; -1 where there is none. */
    int free(PciPlug plug, int function) {
        int open = slots & (plug.sharesSlot() ? ~used | shared & ~full : ~used);
        if (open == 0) {
            return -1;
        }
        int slot = Integer.numberOfTrailingZeros(open);
        return slot << 3 | (isTaken(slot) ? Integer.numberOfTrailingZeros(~functions[slot]) : Math.max(function, 0));
    }

    void take(PciPlug plug, int slot, int function) {
        if (!isTaken(slot) && plug.sharesSlot()) {
            shared |= 1 << slot;
        }
        used |= 1 << slot;
        functions[slot] |= (byte) (1 << function);
        full |= functions[slot] == ALL ? 1 << slot : 0;
    }
}
