package dev.holdfast.planner.implied;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Disk;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.ScsiModel;
import dev.holdfast.planner.shape.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The controllers on which disks and SCSI host devices are addressed and which nobody wrote. */
public final class ImpliedDriveControllers {

    /** In libvirt's order, which is where they come to stand. */
    private static final List<String> BUSES = List.of("scsi", "fdc", "ide", "sata");

    private ImpliedDriveControllers() {}

    /** Adds them: every controller up to the last one that a disk is on. */
    public static void forDisks(Plan plan) {
        completeModels(plan);
        int[] last = {-1, -1, -1, -1};
        List<Draft> disks = plan.devices(Ranks.DISK);
        for (int i = 0; i < disks.size(); i++) {
            Draft disk = disks.get(i);
            Draft address = Addresses.of(disk, Addresses.DRIVE);
            int bus = address == null ? -1 : BUSES.indexOf(disk.get(Disk.TARGET, Disk.BUS));
            if (address != null && bus >= 0) {
                last[bus] = Math.max(last[bus], address.number("controller", 0));
            }
        }
        for (int bus = 0; bus < last.length; bus++) {
            if (last[bus] >= 0) {
                add(plan, BUSES.get(bus), last[bus], bus == 0 ? ScsiModel.byDefault(plan) : null);
            }
        }
    }

    /**
     * Adds those that SCSI host devices are on as they were written. libvirt does so while it reads, so a controller that
     * was written without an index isn't among those it looks at, and gets an index beside the one that is added.
     */
    public static void asRead(Plan plan) {
        int last = lastOfHostDevices(plan, false);
        if (last >= 0) {
            add(plan, "scsi", last, modelOfHostDevices(plan, false));
        }
    }

    /** Adds those that SCSI host devices came to be on. */
    public static void forHostDevices(Plan plan) {
        int last = lastOfHostDevices(plan, true);
        if (last >= 0) {
            String model = modelOfHostDevices(plan, true);
            add(plan, "scsi", last, model == null ? ScsiModel.byDefault(plan) : model);
        }
    }

    /** The last controller that a host device is on; where it has no address yet, the first may be it. */
    private static int lastOfHostDevices(Plan plan, boolean addressed) {
        int last = -1;
        List<Draft> devices = plan.devices(Ranks.HOSTDEV);
        for (int i = 0; i < devices.size(); i++) {
            last = Math.max(last, controller(devices.get(i), addressed));
        }
        return last;
    }

    /** New controllers are of the model of the last one that a host device is on and that is there. */
    private static @Nullable String modelOfHostDevices(Plan plan, boolean addressed) {
        int last = -1;
        String model = null;
        Controllers there = Controllers.of(plan);
        List<Draft> devices = plan.devices(Ranks.HOSTDEV);
        for (int i = 0; i < devices.size(); i++) {
            int index = controller(devices.get(i), addressed);
            if (index > last) {
                last = index;
                Draft controller = there.find("scsi", index);
                String known = controller == null ? null : known(controller);
                model = known == null ? model : known;
            }
        }
        return model;
    }

    private static int controller(Draft device, boolean addressed) {
        if (!device.is("type", "scsi")) {
            return -1;
        }
        Draft address = Addresses.of(device, Addresses.DRIVE);
        return address == null ? addressed ? -1 : 0 : address.number("controller", 0);
    }

    private static void completeModels(Plan plan) {
        String model = null;
        List<Draft> controllers = plan.devices(Ranks.CONTROLLER);
        for (int i = 0; i < controllers.size(); i++) {
            Draft controller = controllers.get(i);
            if (controller.is(Controller.TYPE, "scsi") && known(controller) == null) {
                model = model == null ? ScsiModel.byDefault(plan) : model;
                controller.set("model", model);
            }
        }
    }

    private static @Nullable String known(Draft controller) {
        String model = controller.get(Controller.MODEL);
        return model == null || model.equals("auto") ? null : model;
    }

    private static void add(Plan plan, String type, int last, @Nullable String model) {
        Controllers.of(plan).ensureUpTo(type, last, model);
    }
}
