package dev.holdfast.planner.address;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Disk;
import dev.holdfast.planner.kind.DiskName;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses of type drive: those of disks come from their target names, those of SCSI host devices are what is left. */
public final class DriveAddresses {

    /**
     * How a bus is filled.
     *
     * @param controller how many disks a controller has
     * @param bus how many disks a bus of it has
     */
    private record Layout(int controller, int bus) {}

    private static final Map<String, Layout> LAYOUTS = Map.of(
            "ide", new Layout(4, 2), "fdc", new Layout(2, 2), "sata", new Layout(6, 6), "scsi", new Layout(7, 7));

    /** How many units host devices fill of a SCSI controller. */
    private static final int SCSI_UNITS = 7;

    /** The last unit of the SCSI controllers that have fewer. */
    private static final Map<String, Integer> LAST_UNIT =
            Map.of("lsisas1068", 1, "ncr53c90", 6, "dc390", 6, "am53c974", 6);

    /** Where a drive is. */
    private record Spot(String kind, int controller, int bus, int target, int unit) {

        @Override
        public int hashCode() {
            return (((kind.hashCode() * 31 + controller) * 31 + bus) * 31 + target) * 31 + unit;
        }

        @Override
        public String toString() {
            return kind + " controller " + controller + ", bus " + bus + ", target " + target + ", unit " + unit;
        }
    }

    private DriveAddresses() {}

    /** Gives every disk and every SCSI host device that has none its address. */
    public static void assign(Plan plan) {
        List<Draft> disks = plan.devices(Ranks.DISK);
        List<Draft> hostdevs = new ArrayList<>();
        for (Draft hostdev : plan.devices(Ranks.HOSTDEV)) {
            if (hostdev.is("type", "scsi")) {
                hostdevs.add(hostdev);
            }
        }
        for (Draft disk : disks) {
            complete(disk);
        }
        for (Draft hostdev : hostdevs) {
            complete(hostdev);
        }
        Set<Spot> ofHost = new HashSet<>();
        for (Draft hostdev : hostdevs) {
            Draft address = Addresses.of(hostdev, Addresses.DRIVE);
            if (address != null) {
                take(ofHost, hostdev, spot("scsi", address));
            }
        }
        Set<Spot> taken = new HashSet<>();
        for (Draft disk : disks) {
            Draft address = disk.child(Disk.ADDRESS);
            if (address == null) {
                address = fromTarget(disk, plan);
            }
            if (address == null || !address.is("type", "drive")) {
                continue;
            }
            Spot spot = spot(Objects.requireNonNull(disk.get(Disk.TARGET, Disk.BUS)), address);
            if (ofHost.contains(spot)) {
                throw disk.rejected(
                        label(disk) + " is at " + spot + ", which a SCSI host device has",
                        "Give the disk another target, or the host device another address");
            }
            take(taken, disk, spot);
        }
        taken.addAll(ofHost);
        assignHostdevs(hostdevs, taken, plan);
    }

    /** Looks whether controllers have what is addressed on them. */
    public static void check(Plan plan) {
        for (Draft disk : plan.devices(Ranks.DISK)) {
            Draft address = Addresses.of(disk, Addresses.DRIVE);
            if (address != null) {
                check(disk, Objects.requireNonNull(disk.get(Disk.TARGET, Disk.BUS)), address, plan);
            }
        }
        for (Draft hostdev : plan.devices(Ranks.HOSTDEV)) {
            Draft address = Addresses.of(hostdev, Addresses.DRIVE);
            if (address != null) {
                check(hostdev, "scsi", address, plan);
            }
        }
    }

    private static void check(Draft device, String kind, Draft address, Plan plan) {
        boolean isSingle = kind.equals("ide") || kind.equals("fdc");
        if (isSingle && !address.is("controller", "0")) {
            throw device.rejected(
                    label(device) + ": it is on " + kind + " controller " + address.get("controller") + ", and there is just one",
                    "Give it a target that counts less, or another bus");
        }
        if (!kind.equals("ide") && !address.is("bus", "0")) {
            throw device.rejected(
                    label(device) + ": it is on bus " + address.get("bus") + " of a " + kind + " controller, which has just one",
                    "Write bus='0'");
        }
        if (address.is("target", "0")) {
            return;
        }
        boolean hasTargets = kind.equals("scsi") && !"lsilogic".equals(model(address.number("controller", 0), plan));
        if (!hasTargets) {
            throw device.rejected(
                    label(device) + ": it is at target " + address.get("target") + ", and its " + kind + " controller has just 0",
                    kind.equals("scsi") ? "Give the controller the model virtio-scsi" : "Write target='0'");
        }
    }

    private static @Nullable String model(int controller, Plan plan) {
        Draft found = Controllers.of(plan).find("scsi", controller);
        return found == null ? null : found.get("model");
    }

    private static @Nullable Draft fromTarget(Draft disk, Plan plan) {
        String name = disk.get(Disk.TARGET, Disk.DEV);
        if (name == null) {
            return null;
        }
        int index = DiskName.index(name, plan.platform().libvirt());
        if (index < 0) {
            throw disk.rejected(
                    "Disk " + name + ": its target is none that counts disks", "Call it vda, or give it an <address>");
        }
        Layout layout = LAYOUTS.get(Objects.requireNonNull(disk.get(Disk.TARGET, Disk.BUS)));
        if (layout == null) {
            return null;
        }
        int within = index % layout.controller();
        return disk.add(Draft.with(
                Addresses.DRIVE,
                "drive",
                Integer.toString(index / layout.controller()),
                Integer.toString(within / layout.bus()),
                "0",
                Integer.toString(within % layout.bus())));
    }

    private static void assignHostdevs(List<Draft> hostdevs, Set<Spot> taken, Plan plan) {
        if (hostdevs.isEmpty()) {
            return;
        }
        int controller = 0;
        int unit = 0;
        int lastUnit = lastUnit(controller, plan);
        for (Draft hostdev : hostdevs) {
            if (hostdev.hasChild("address")) {
                continue;
            }
            // What was passed over stays taken, so the search goes on where it ended.
            Spot spot = new Spot("scsi", controller, 0, 0, unit);
            while (unit > lastUnit || taken.contains(spot)) {
                unit++;
                if (unit >= SCSI_UNITS) {
                    unit = 0;
                    controller++;
                    lastUnit = lastUnit(controller, plan);
                }
                spot = new Spot("scsi", controller, 0, 0, unit);
            }
            taken.add(spot);
            Addresses.give(hostdev, Addresses.DRIVE)
                    .set("controller", controller)
                    .set("bus", "0")
                    .set("target", "0")
                    .set("unit", unit);
        }
    }

    private static int lastUnit(int controller, Plan plan) {
        String model = model(controller, plan);
        return model == null ? SCSI_UNITS - 1 : Math.min(SCSI_UNITS - 1, LAST_UNIT.getOrDefault(model, SCSI_UNITS - 1));
    }

    private static void complete(Draft device) {
        Draft address = Addresses.of(device, Addresses.DRIVE);
        if (address != null) {
            address.setIfAbsent("controller", "0")
                    .setIfAbsent("bus", "0")
                    .setIfAbsent("target", "0")
                    .setIfAbsent("unit", "0");
        }
    }

    private static void take(Set<Spot> taken, Draft device, Spot spot) {
        if (!taken.add(spot)) {
            throw device.rejected(
                    label(device) + " is at " + spot + ", which another has",
                    "Take its <address> away, or give it another target");
        }
    }

    private static Spot spot(String kind, Draft address) {
        return new Spot(
                kind,
                address.number("controller", 0),
                address.number("bus", 0),
                address.number("target", 0),
                address.number("unit", 0));
    }

    private static String label(Draft device) {
        String target = device.name().equals("disk") ? device.at("target@dev") : null;
        return target == null ? "A " + (device.name().equals("disk") ? "disk" : "SCSI host device") : "Disk " + target;
    }
}
