package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.PciSocket;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All buses of a domain. While they may grow, a device that has no place gets a new bus; then its controller is known
 * to be needed.
 */
final class PciBuses {

    private static final int MOST = 256;

    private final List<PciBus> buses = new ArrayList<>();
    private final boolean mayGrow;

    /** Whether a pcie-to-pci-bridge that nobody placed gets a root port. */
    private final boolean bridgesGetPorts;

    /** Where the search for a place goes on, by the number of the plug: what was full stays full. */
    private final int[] first = new int[PciPlug.NUMBERS];

    private PciBuses(boolean mayGrow, boolean bridgesGetPorts) {
        this.mayGrow = mayGrow;
        this.bridgesGetPorts = bridgesGetPorts;
    }

    /** None yet, and they may grow: a trial. */
    static PciBuses growing(boolean bridgesGetPorts) {
        return new PciBuses(true, bridgesGetPorts);
    }

    /** The same ones with nothing on them, which don't grow. */
    PciBuses emptied() {
        PciBuses empty = new PciBuses(false, bridgesGetPorts);
        for (int i = 0; i < buses.size(); i++) {
            empty.add(buses.get(i).model());
        }
        return empty;
    }

    /** True where this only finds out which controllers are needed. */
    boolean isTrial() {
        return mayGrow;
    }

    int size() {
        return buses.size();
    }

    PciBus get(int number) {
        return buses.get(number);
    }

    void add(PciModel model) {
        buses.add(new PciBus(model));
    }

    boolean isTaken(int bus, int slot) {
        return buses.get(bus).isTaken(slot);
    }

    /** True where other functions of an address's slot are taken. */
    boolean hasMore(PciAddress address) {
        return buses.get(address.bus()).hasMore(address.slot(), address.function());
    }

    /** True where no bus has a free slot. */
    boolean isFull() {
        for (PciBus bus : buses) {
            if (!bus.isFull()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes an address that was written, or that a chipset's device has.
     *
     * @return where that is: one bus further, where a bus had to be added for it behind a bridge that was missing too
     */
    PciAddress takeWritten(PciAddress address, PciPlug plug, @Nullable Draft device) {
        PciAddress placed = mayGrow ? grow(address, plug, device) : address;
        check(placed, plug, device);
        PciBus bus = buses.get(placed.bus());
        if (bus.isTaken(placed.slot(), placed.function())) {
            throw PciRejections.taken(device, placed);
        }
        bus.take(plug, placed.slot(), placed.function());
        return placed;
    }

    private void check(PciAddress address, PciPlug plug, @Nullable Draft device) {
        if (address.domain() != 0) {
            throw PciRejections.invalid(device, address, "the only PCI domain is 0000");
        }
        if (address.bus() >= buses.size()) {
            throw PciRejections.invalid(device, address, "the last bus is " + Integer.toHexString(buses.size() - 1));
        }
        PciBus bus = buses.get(address.bus());
        if (!bus.takesAsWritten(plug, address.bus())) {
            throw PciRejections.invalid(
                    device,
                    address,
                    plug.integrated()
                            ? "it is an integrated device, which is on bus 0"
                            : "bus " + address.bus() + " is a " + bus.model().word() + ", which doesn't take "
                                    + plug.socket().label());
        }
        PciModel model = bus.model();
        if (address.slot() < model.firstSlot() || address.slot() > model.lastSlot()) {
            throw PciRejections.invalid(
                    device,
                    address,
                    "the slots of a " + model.word() + " are "
                            + Integer.toHexString(model.firstSlot())
                            + (model.firstSlot() == model.lastSlot() ? "" : " to " + Integer.toHexString(model.lastSlot())));
        }
    }

    /** The next free place for a device that libvirt places by itself. */
    PciAddress takeNext(PciPlug plug, @Nullable Draft device) {
        return takeNext(plug, -1, device);
    }

    /** The same of a slot that nobody uses yet, at this function; -1 is any. */
    PciAddress takeNext(PciPlug plug, int function, @Nullable Draft device) {
        int kind = plug.number();
        for (int number = first[kind]; number < buses.size(); number++) {
            PciBus bus = buses.get(number);
            int free = bus.takes(plug, number) ? bus.free(plug, function) : -1;
            if (free >= 0) {
                first[kind] = number;
                bus.take(plug, free >> 3, free & 7);
                return new PciAddress(0, number, free >> 3, free & 7);
            }
        }
        if (!mayGrow) {
            throw PciRejections.noRoom(device, plug);
        }
        PciAddress grown = grow(new PciAddress(0, buses.size(), 0, Math.max(function, 0)), plug, device);
        PciBus bus = buses.get(grown.bus());
        first[kind] = grown.bus();
        int slot = bus.model().firstSlot();
        bus.take(plug, slot, grown.function());
        return new PciAddress(0, grown.bus(), slot, grown.function());
    }

    /**
     * Adds buses up to the one of an address. Express devices get root ports. Conventional ones get bridges, and where
     * nothing takes a bridge yet, a root port with a pcie-to-pci-bridge, which itself takes devices; the address then is
     * one bus further.
     */
    private PciAddress grow(PciAddress address, PciPlug plug, @Nullable Draft device) {
        int missing = address.bus() - buses.size() + 1;
        if (missing <= 0) {
            return address;
        }
        if (address.bus() >= MOST) {
            throw PciRejections.noRoom(device, plug);
        }
        return switch (plug.socket()) {
            case PCI_DEVICE -> growConventional(address, missing);
            case PCIE_DEVICE, UPSTREAM_PORT -> growExpress(address, missing);
            case PCIE_TO_PCI_BRIDGE -> {
                if (!bridgesGetPorts) {
                    throw PciRejections.noRoom(device, plug);
                }
                yield growExpress(address, missing);
            }
            default -> throw PciRejections.noRoom(device, plug);
        };
    }

    private PciAddress growExpress(PciAddress address, int missing) {
        addAll(PciModel.ROOT_PORT, missing);
        return address;
    }

    private PciAddress growConventional(PciAddress address, int missing) {
        for (PciBus bus : buses) {
            if (bus.accepts(PciSocket.PCI_BRIDGE)) {
                addAll(PciModel.PCI_BRIDGE, missing);
                return address;
            }
        }
        int more = missing == 1 ? 1 : 0;
        // Whatever comes next must not take the port that is meant for the bridge.
        buses.add(PciBus.only(PciModel.ROOT_PORT, PciSocket.PCIE_TO_PCI_BRIDGE));
        add(PciModel.PCIE_TO_PCI_BRIDGE);
        addAll(PciModel.PCI_BRIDGE, missing + more - 2);
        return new PciAddress(address.domain(), address.bus() + more, address.slot(), address.function());
    }

    private void addAll(PciModel model, int count) {
        for (int i = 0; i < count; i++) {
            add(model);
        }
    }
}
