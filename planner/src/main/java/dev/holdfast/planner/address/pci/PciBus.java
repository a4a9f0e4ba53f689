package dev.holdfast.planner.address.pci;

import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.PciSocket;
import java.util.EnumSet;
import java.util.Set;

/** One bus, and which functions of its slots are taken. */
final class PciBus {

    private static final int SLOTS = 32;
    private static final int FUNCTIONS = 8;

    /** All functions of a slot. */
    private static final byte ALL = (byte) 0xff;

    private final PciModel model;
    private final Set<PciSocket> accepts;
    private final byte[] functions = new byte[SLOTS];
    private int shared;

    private PciBus(PciModel model, Set<PciSocket> accepts) {
        this.model = model;
        this.accepts = accepts;
    }

    PciBus(PciModel model) {
        this(model, model.accepts());
    }

    /** One that takes nothing but this. */
    static PciBus only(PciModel model, PciSocket socket) {
        return new PciBus(model, EnumSet.of(socket));
    }

    PciModel model() {
        return model;
    }

    boolean accepts(PciSocket socket) {
        return accepts.contains(socket);
    }

    /** True where libvirt could place such a device by itself. */
    boolean takes(PciPlug plug, int number) {
        if (plug.integrated()) {
            return number == 0 && (accepts.contains(plug.socket()) || plug.socket() == PciSocket.PCI_DEVICE);
        }
        return accepts.contains(plug.socket()) && (model.isAutomatic() || !plug.automatic());
    }

    /** True where an owner may put such a device: conventional and Express devices go wherever either goes. */
    boolean takesAsWritten(PciPlug plug, int number) {
        if (plug.integrated()) {
            return number == 0;
        }
        return accepts.contains(plug.socket())
                || switch (plug.socket()) {
                    case PCI_DEVICE, PCIE_DEVICE, PCI_BRIDGE ->
                        accepts.contains(PciSocket.PCI_DEVICE) || accepts.contains(PciSocket.PCIE_DEVICE);
                    default -> false;
                };
    }

    boolean isTaken(int slot) {
        return functions[slot] != 0;
    }

    boolean isTaken(int slot, int function) {
        return (functions[slot] & 1 << function) != 0;
    }

    /** True where no slot is free. */
    boolean isFull() {
        for (int slot = model.firstSlot(); slot <= model.lastSlot(); slot++) {
            if (functions[slot] == 0) {
                return false;
            }
        }
        return true;
    }

    /** The first free function for such a device, as {@code slot << 3 | function}; -1 where there is none. */
    int free(PciPlug plug, int function) {
        for (int slot = model.firstSlot(); slot <= model.lastSlot(); slot++) {
            if (functions[slot] == 0) {
                return slot << 3 | Math.max(function, 0);
            }
            if (plug.sharesSlot() && (shared & 1 << slot) != 0 && functions[slot] != ALL) {
                for (int candidate = 0; candidate < FUNCTIONS; candidate++) {
                    if (!isTaken(slot, candidate)) {
                        return slot << 3 | candidate;
                    }
                }
            }
        }
        return -1;
    }

    void take(PciPlug plug, int slot, int function) {
        if (functions[slot] == 0 && plug.sharesSlot()) {
            shared |= 1 << slot;
        }
        functions[slot] |= (byte) (1 << function);
    }
}
