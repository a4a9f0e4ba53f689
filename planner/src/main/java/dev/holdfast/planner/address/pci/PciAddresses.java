package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives every PCI device a place. A trial with buses that may grow finds out which controllers are needed; then those are
 * added and every device, controllers first, is placed for good.
 */
public final class PciAddresses {

    /** 11.3 adds no port for a pcie-to-pci-bridge, 12.8 does. */
    private static final Version BRIDGES_GET_PORTS = Versions.libvirt(12, 0);

    private static final int LAST_INDEX = 255;

    private static final int CONTROLLER = Ranks.CONTROLLER;

    private final Plan plan;
    private final PciDevices devices;

    private PciAddresses(Plan plan) {
        this.plan = plan;
        this.devices = new PciDevices(plan);
    }

    /** Adds the controllers that are needed and gives every PCI device an address. */
    public static void assign(Plan plan) {
        if (plan.isQ35() || plan.isI440fx()) {
            new PciAddresses(plan).assign();
        }
    }

    private void assign() {
        @Nullable PciModel[] models = models();
        int last = models.length - 1;
        PciBuses trial = buses(models);
        take(trial);
        if (plan.isI440fx() && !trial.isFull()) {
            // Room for a bridge is kept, so that the domain can still grow.
            trial.takeNext(PciPlug.PCI, null);
        }
        placeAll(trial);
        if (last <= 0 && trial.size() > last + 1 && plan.isQ35()) {
            // Whoever leaves the topology to libvirt gets one free port to plug something in while the guest runs.
            trial.takeNext(PciPlug.PCIE, null);
        }
        addControllers(trial, models);
        PciBuses buses = trial.emptied();
        take(buses);
        placeAll(buses);
        devices.markMultifunction(buses);
        PciControllerDefaults.fill(devices.pciControllers());
    }

    /** The models of the controllers by their indexes; null in a gap between two. */
    private @Nullable PciModel[] models() {
        List<Draft> controllers = plan.devices(Ranks.CONTROLLER);
        @Nullable PciModel[] models = new PciModel[0];
        for (int i = 0; i < controllers.size(); i++) {
            Draft controller = controllers.get(i);
            if (!controller.is(Controller.TYPE, "pci")) {
                continue;
            }
            int index = controller.number(Controller.INDEX, 0);
            if (index > LAST_INDEX) {
                // What a bus that high would be is never asked for.
                controllers.forEach(any -> Kinds.check(any, plan));
            }
            models = index < models.length ? models : Arrays.copyOf(models, index + 1);
            models[index] = PciModel.of(controller.get(Controller.MODEL));
        }
        return models;
    }

    /** The buses, which may grow; a gap between two indexes is closed by the usual controller. */
    private PciBuses buses(@Nullable PciModel[] models) {
        PciModel usual = plan.isQ35() ? PciModel.ROOT_PORT : PciModel.PCI_BRIDGE;
        PciBuses buses = PciBuses.growing(plan.since(BRIDGES_GET_PORTS));
        for (PciModel model : models) {
            buses.add(model == null ? usual : model);
        }
        return buses;
    }

    /** What was written, and what the chipset has. */
    private void take(PciBuses buses) {
        List<PciDevice> written = devices.written();
        for (int i = 0; i < written.size(); i++) {
            PciDevice device = written.get(i);
            PciAddress place = device.place();
            if (place != null && !ChipsetSlots.isPiix3(device.draft(), place)) {
                PciPlug plug = device.plug();
                PciAddress taken = buses.takeWritten(place, plug == null ? PciPlug.AS_WRITTEN : plug, device.draft());
                if (!taken.equals(place)) {
                    device.place(taken);
                }
            }
        }
        new ChipsetSlots(plan, buses, devices).take();
    }

    private void placeAll(PciBuses buses) {
        List<PciController> controllers = devices.pciControllers();
        for (int i = 0; i < controllers.size(); i++) {
            PciDevice controller = controllers.get(i).device();
            if (controller.plug() != null && controller.isWanted()) {
                next(buses, controller.plug(), controller);
            }
        }
        List<PciDevice> wanted = devices.wanted();
        for (int i = 0; i < wanted.size(); i++) {
            place(buses, wanted.get(i));
        }
    }

    private void place(PciBuses buses, PciDevice device) {
        PciPlug plug = device.plug();
        if (plug != null && device.isWanted()) {
            if (device.draft().rank() == CONTROLLER && Usb2Parts.isPart(device)) {
                Usb2Parts.place(device, plug, buses, devices);
            } else {
                next(buses, plug, device);
            }
        }
    }

    /** Places a device; in a trial, only takes the place. */
    static void next(PciBuses buses, PciPlug plug, PciDevice device) {
        PciAddress address = buses.takeNext(plug, device.draft());
        if (!buses.isTrial()) {
            device.place(address);
        }
    }

    /** Adds the controllers of the buses that the trial has added; each of them needs a place too. */
    private void addControllers(PciBuses trial, @Nullable PciModel[] models) {
        Controllers controllers = null;
        for (int number = 1; number < trial.size(); number++) {
            if (number < models.length && models[number] != null) {
                continue;
            }
            controllers = controllers == null ? Controllers.of(plan) : controllers;
            PciModel model = trial.get(number).model();
            PciDevice device = devices.addPciController(controllers.add(model, number), model);
            PciPlug plug = device.plug();
            if (plug != null) {
                // Which may add a bus in turn.
                trial.takeNext(plug, device.draft());
            }
        }
    }
}
