package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives every PCI device a place. A trial with buses that may grow finds out which controllers are needed; then those are
 * added and every device, controllers first, is placed for good.
 */
public final class PciAddresses {

    /** 11.3 adds no port for a pcie-to-pci-bridge, 12.8 does. */
    private static final Version BRIDGES_GET_PORTS = Versions.libvirt(12, 0);

    private final Plan plan;
    private final PciPlugs plugs;
    private final List<Draft> order;

    private PciAddresses(Plan plan) {
        this.plan = plan;
        this.plugs = new PciPlugs(plan);
        this.order = PlacingOrder.of(plan);
    }

    /** Adds the controllers that are needed and gives every PCI device an address. */
    public static void assign(Plan plan) {
        if (plan.isQ35() || plan.isI440fx()) {
            new PciAddresses(plan).assign();
        }
    }

    private void assign() {
        int last = lastIndex();
        PciBuses trial = buses(true, last + 1);
        collect(trial);
        new ChipsetSlots(plan, trial, plugs).take();
        if (plan.isI440fx() && !trial.isFull()) {
            // Room for a bridge is kept, so that the domain can still grow.
            trial.takeNext(PciPlug.PCI, null);
        }
        placeAll(trial, order);
        if (last <= 0 && trial.size() > last + 1 && plan.isQ35()) {
            // Whoever leaves the topology to libvirt gets one free port to plug something in while the guest runs.
            trial.takeNext(PciPlug.PCIE, null);
        }
        List<Draft> added = addControllers(trial);
        PciBuses buses = buses(false, trial.size());
        collect(buses);
        new ChipsetSlots(plan, buses, plugs).take();
        placeAll(buses, added.isEmpty() ? order : PlacingOrder.of(plan));
        Multifunction.mark(plan);
        PciControllerDefaults.fill(plan);
    }

    private int lastIndex() {
        int last = -1;
        for (Draft controller : plan.devices("controller")) {
            if (controller.is("type", "pci")) {
                last = Math.max(last, controller.number("index", 0));
            }
        }
        if (last > 255) {
            // What a bus that high would be is never asked for.
            plan.devices("controller").forEach(controller -> Kinds.check(controller, plan));
        }
        return last;
    }

    /** The buses of the controllers there are; a gap between two indexes is closed by the usual controller. */
    private PciBuses buses(boolean mayGrow, int count) {
        @Nullable PciModel[] models = new PciModel[count];
        for (Draft controller : plan.devices("controller")) {
            if (controller.is("type", "pci")) {
                models[controller.number("index", 0)] = PciModel.of(controller.get("model"));
            }
        }
        PciModel usual = plan.isQ35() ? PciModel.ROOT_PORT : PciModel.PCI_BRIDGE;
        PciBuses buses = new PciBuses(mayGrow, plan.since(BRIDGES_GET_PORTS));
        for (PciModel model : models) {
            buses.add(model == null ? usual : model);
        }
        return buses;
    }

    private void collect(PciBuses buses) {
        List<Draft> devices = plan.devices().children();
        for (int i = 0; i < devices.size(); i++) {
            Draft device = devices.get(i);
            PciAddress address = PciPlacement.of(device);
            if (address != null && !ChipsetSlots.isPiix3(device, address)) {
                PciPlacement.complete(device);
                PciPlug plug = plugs.of(device);
                buses.takeWritten(address, plug == null ? PciPlug.AS_WRITTEN : plug, device);
            }
        }
    }

    private void placeAll(PciBuses buses, List<Draft> devices) {
        for (int i = 0; i < devices.size(); i++) {
            Draft device = devices.get(i);
            PciPlug plug = plugs.of(device);
            if (plug != null && PciPlacement.isWanted(device)) {
                if (Usb2Parts.isPart(device)) {
                    Usb2Parts.place(device, plug, buses, plan);
                } else {
                    next(buses, plug, device);
                }
            }
        }
    }

    /** Places a device; in a trial, only takes the place. */
    static void next(PciBuses buses, PciPlug plug, Draft device) {
        PciAddress address = buses.takeNext(plug, device);
        if (!buses.isTrial()) {
            PciPlacement.place(device, address);
        }
    }

    /** Adds the controllers of the buses that the trial has added; each of them needs a place too. */
    private List<Draft> addControllers(PciBuses trial) {
        Controllers controllers = Controllers.of(plan);
        BitSet there = controllers.indexes("pci");
        List<Draft> added = new ArrayList<>();
        for (int number = 1; number < trial.size(); number++) {
            if (there.get(number)) {
                continue;
            }
            PciModel model = trial.get(number).model();
            Draft controller = controllers.add("pci", number, model.word());
            added.add(controller);
            PciPlug plug = plugs.of(controller);
            if (plug != null) {
                trial.takeNext(plug, controller);
            }
        }
        return added;
    }
}
