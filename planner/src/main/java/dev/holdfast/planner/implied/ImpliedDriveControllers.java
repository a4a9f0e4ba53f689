package dev.holdfast.planner.implied;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The controllers on which disks and SCSI host devices are addressed and which nobody wrote. */
public final class ImpliedDriveControllers {

    /** In libvirt's order, which is where they come to stand. */
    private static final List<String> BUSES = List.of("scsi", "fdc", "ide", "sata");

    /** What libvirt takes where QEMU has it, as every one that is planned for does. */
    private static final String DEFAULT_SCSI = "lsilogic";

    private ImpliedDriveControllers() {}

    /** Adds them: every controller up to the last one that a disk is on. */
    public static void forDisks(Plan plan) {
        completeModels(plan);
        int[] last = {-1, -1, -1, -1};
        List<Draft> devices = plan.devices().children();
        for (int i = 0; i < devices.size(); i++) {
            Draft disk = devices.get(i);
            Draft address = disk.name().equals("disk") ? Addresses.of(disk, "drive") : null;
            int bus = address == null ? -1 : BUSES.indexOf(disk.at("target@bus"));
            if (address != null && bus >= 0) {
                last[bus] = Math.max(last[bus], address.number("controller", 0));
            }
        }
        for (int bus = 0; bus < last.length; bus++) {
            add(plan, BUSES.get(bus), last[bus], bus == 0 ? DEFAULT_SCSI : null);
        }
    }

    /** Adds those that only SCSI host devices are on: of the model of the last one that is there. */
    public static void forHostDevices(Plan plan) {
        int last = -1;
        String model = DEFAULT_SCSI;
        for (Draft hostdev : plan.devices("hostdev")) {
            Draft address = hostdev.is("type", "scsi") ? Addresses.of(hostdev, "drive") : null;
            int controller = address == null ? -1 : address.number("controller", 0);
            if (controller > last) {
                last = controller;
                Draft there = Controllers.of(plan).find("scsi", controller);
                String known = there == null ? null : there.get("model");
                model = known == null ? model : known;
            }
        }
        add(plan, "scsi", last, model);
    }

    private static void completeModels(Plan plan) {
        List<Draft> devices = plan.devices().children();
        for (int i = 0; i < devices.size(); i++) {
            Draft device = devices.get(i);
            boolean isScsi = device.name().equals("controller") && device.is("type", "scsi");
            if (isScsi && (!device.has("model") || device.is("model", "auto"))) {
                device.set("model", DEFAULT_SCSI);
            }
        }
    }

    private static void add(Plan plan, String type, int last, @Nullable String model) {
        if (last < 0) {
            return;
        }
        Controllers controllers = Controllers.of(plan);
        for (int index = 0; index <= last; index++) {
            controllers.ensure(type, index, model);
        }
    }
}
