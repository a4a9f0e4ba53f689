package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Attributes;
import dev.holdfast.planner.shape.ChildOf;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.problem.CompleterException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a disk isn't for its bus. */
final class DiskBusChecks {

    /** From where on libvirt looks when a domain is defined, not only when it starts. */
    private static final Version CHECKED_AT_DEFINITION = Versions.libvirt(7, 4);

    private static final Set<String> VIRTIO = Set.of("virtio");
    private static final Set<String> SCSI = Set.of("scsi");
    private static final Set<String> ADDRESSED = Set.of("ide", "fdc", "scsi", "sata");

    /**
     * What only disks on some buses have.
     *
     * @param path where it is; {@code @} begins an attribute
     * @param child in which of a disk's children that is, or which it is
     * @param buses which buses
     */
    private record ForBuses(String path, ChildOf child, Set<String> buses) {

        boolean isOf(Draft disk) {
            return disk.has(child) && disk.isThere(path);
        }
    }

    private static final List<ForBuses> FOR_BUSES = List.of(
            new ForBuses("driver/iothreads", Disk.DRIVER, VIRTIO),
            new ForBuses("target@rotation_rate", Disk.TARGET, Set.of("scsi", "ide", "sata")),
            new ForBuses("wwn", Disk.WWN, Set.of("ide", "scsi")),
            new ForBuses("vendor", Disk.VENDOR, SCSI),
            new ForBuses("geometry@trans", Disk.GEOMETRY, Set.of("ide")));

    private static final List<String> DRIVER_FOR_VIRTIO =
            List.of("queues", "queue_size", "event_idx", "ioeventfd", "iommu", "ats", "packed", "page_per_vq");

    /** The same, to see at once that there are none. */
    private static final Attributes OF_VIRTIO = Attributes.of(Disk.DRIVER_SHAPE, DRIVER_FOR_VIRTIO);

    /** Which of these aren't for a bus; none are for a bus of which nothing is here. */
    private static final Map<String, List<ForBuses>> FOREIGN = foreign();

    private static Map<String, List<ForBuses>> foreign() {
        Map<String, List<ForBuses>> foreign = new HashMap<>();
        for (String bus : List.of("virtio", "scsi", "ide", "sata")) {
            foreign.put(bus, FOR_BUSES.stream().filter(rule -> !rule.buses().contains(bus)).toList());
        }
        return foreign;
    }

    private DiskBusChecks() {}

    private static CompleterException foreign(Draft disk, String path, String bus, Set<String> buses, String of) {
        return disk.rejected(
                of + ": " + path + " isn't for a disk on the bus " + bus, "It is for " + String.join(", ", buses));
    }

    static void check(Draft disk, String bus, String of, Plan plan) {
        Draft driver = disk.child(Disk.DRIVER);
        if (driver != null && driver.hasAny(OF_VIRTIO) && !VIRTIO.contains(bus)) {
            for (String attribute : DRIVER_FOR_VIRTIO) {
                if (driver.has(attribute)) {
                    throw foreign(disk, "driver@" + attribute, bus, VIRTIO, of);
                }
            }
        }
        for (ForBuses rule : FOREIGN.getOrDefault(bus, FOR_BUSES)) {
            if (rule.isOf(disk)) {
                throw foreign(disk, rule.path(), bus, rule.buses(), of);
            }
        }
        String model = disk.get(Disk.MODEL);
        if (model != null && !bus.equals(model.startsWith("usb") ? "usb" : "virtio")) {
            throw disk.rejected(of + ": the model " + model + " isn't for the bus " + bus, "Take it away");
        }
        boolean isFloppy = disk.is(Disk.DEVICE, "floppy");
        if (isFloppy != bus.equals("fdc")) {
            throw disk.rejected(
                    of + ": a device='" + disk.get(Disk.DEVICE) + "' can't be on the bus " + bus,
                    isFloppy ? "A floppy is on the bus fdc" : "Only a floppy is on the bus fdc");
        }
        if (bus.equals("ide") && !plan.isI440fx()) {
            throw disk.rejected(
                    of + ": machine " + plan.machine() + " has no IDE controller",
                    "Put it on the bus sata, or give the VM a machine of type pc");
        }
        if (disk.has(Disk.GEOMETRY) && (bus.equals("usb") || bus.equals("sd"))) {
            throw disk.rejected(of + ": a disk on the bus " + bus + " has no geometry", "Take <geometry> away");
        }
        if (bus.equals("sd") && (disk.has(Disk.SERIAL) || Iotune.isThere(disk) && plan.since(CHECKED_AT_DEFINITION))) {
            throw disk.rejected(of + ": a disk on the bus sd has no serial and no <iotune>", "Take it away");
        }
        Draft address = disk.child(Disk.ADDRESS);
        String type = address == null ? null : address.get("type");
        if (type == null) {
            return;
        }
        boolean isDrive = type.equals("drive");
        if (ADDRESSED.contains(bus) ? !isDrive : bus.equals("usb") ? !type.equals("usb") : isDrive) {
            throw disk.rejected(
                    of + ": an address of type " + type + " isn't for a disk on the bus " + bus,
                    "Take <address> away; one that fits is found");
        }
    }
}
