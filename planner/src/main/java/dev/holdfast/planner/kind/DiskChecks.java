package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import java.util.Objects;
import java.util.Set;

/** What libvirt doesn't take of a disk that is complete but for its address. */
final class DiskChecks {

    private static final Version REMOVABLE_SCSI = Versions.libvirt(9, 2);
    private static final Version USB_NEVER_EMPTY = Versions.libvirt(11, 3);

    private static final Version LOCAL_POLICIES = Versions.libvirt(7, 4);
    /** From where on libvirt looks when a domain is defined, not only when it starts. */
    private static final Version CHECKED_AT_DEFINITION = Versions.libvirt(7, 4);

    private static final Version ONLY_PLAIN_SHARED = Versions.libvirt(9, 1);

    private static final Set<String> LOCAL = Set.of("file", "block", "dir", "volume");

    private DiskChecks() {}

    static void check(Draft disk, Plan plan) {
        String target = disk.get(Disk.TARGET, Disk.DEV);
        if (target == null) {
            throw disk.rejected("A disk has no target", "Write <target dev='vda' bus='virtio'/>, or another name");
        }
        String of = "Disk " + target;
        String bus = Objects.requireNonNull(disk.get(Disk.TARGET, Disk.BUS));
        checkName(disk, target, of);
        DiskBusChecks.check(disk, bus, of, plan);
        checkMedium(disk, bus, of, plan);
        LunChecks.check(disk, bus, of, plan);
        checkDriver(disk, of, plan);
        DiskTextChecks.check(disk, bus, of, plan);
        checkAccess(disk, bus, of, plan);
        Iotune.check(disk, plan);
        ThrottleChecks.check(disk, of, plan);
        SourceChecks.check(disk, of, plan);
        if (disk.is(Disk.TYPE, "vhostuser")) {
            VhostUserDiskChecks.check(disk, bus, of);
        }
        if (disk.get("type", "").startsWith("vhost")) {
            SharedMemory.require(plan, disk, of);
        }
        if (disk.is(Disk.TYPE, "vhostvdpa") && !isUncached(disk)) {
            throw disk.rejected(
                    of + ": a disk of type vhostvdpa isn't cached", "Write <driver cache='none'/> or 'directsync'");
        }
    }

    private static void checkName(Draft disk, String target, String of) {
        boolean isFloppy = disk.is(Disk.DEVICE, "floppy");
        if (isFloppy && !target.startsWith("fd")) {
            throw disk.rejected(of + ": a floppy's target begins with fd", "Call it fda");
        }
        boolean isDisk = disk.is(Disk.DEVICE, "disk") || disk.is(Disk.DEVICE, "lun");
        if (isDisk && !DiskName.isHardDisk(target)) {
            throw disk.rejected(of + ": a disk's target begins with hd, sd, vd, xvd or ubd", "Call it vda");
        }
        if (DiskName.index(target, new Version(0, 0, 0)) == -1) {
            throw disk.rejected(of + ": its target is none that counts disks", "Call it vda, vdb ...");
        }
        if (DiskName.hasPartition(target)) {
            throw disk.rejected(of + ": its target names a partition", "Take the number away");
        }
    }

    private static void checkMedium(Draft disk, String bus, String of, Plan plan) {
        boolean isCdrom = disk.is(Disk.DEVICE, "cdrom");
        boolean mayBeEmpty = isCdrom || disk.is(Disk.DEVICE, "floppy");
        if (isCdrom && (bus.equals("virtio") || bus.equals("sd"))) {
            throw disk.rejected(
                    of + ": on the bus " + bus + " a medium can't be taken out", "Put the cdrom on the bus sata");
        }
        if (disk.is(Disk.DEVICE, "disk") && Disk.isEmpty(disk)) {
            throw disk.rejected(of + " has no source", "Write a <source> that names an image");
        }
        boolean staysFull = bus.equals("usb") && plan.since(USB_NEVER_EMPTY) && !disk.is(Disk.MODEL, "usb-bot");
        if (staysFull && Disk.isEmpty(disk)) {
            throw disk.rejected(of + ": a disk on the bus usb has a medium", "Write a <source> that names one");
        }
        Draft target = Objects.requireNonNull(disk.child(Disk.TARGET));
        if (!mayBeEmpty && target.has("tray")) {
            throw disk.rejected(of + ": only a cdrom or a floppy has a tray", "Take tray away");
        }
        if (target.has("removable")) {
            boolean isScsi = bus.equals("scsi") && disk.is(Disk.DEVICE, "disk") && plan.since(REMOVABLE_SCSI);
            if (!bus.equals("usb") && !isScsi) {
                throw disk.rejected(
                        of + ": removable isn't for a disk on the bus " + bus, "It is for disks on the bus usb");
            }
            if (isScsi) {
                target.set("removable", null);
            }
        }
        String policy = disk.at("source@startupPolicy");
        if (policy == null) {
            return;
        }
        boolean isElsewhere = disk.is(Disk.TYPE, "network") || plan.since(LOCAL_POLICIES) && !LOCAL.contains(disk.get("type", ""));
        if (isElsewhere) {
            throw disk.rejected(
                    of + ": startupPolicy isn't for a disk of type " + disk.get(Disk.TYPE), "Take it away");
        }
        if (policy.equals("requisite") && !mayBeEmpty) {
            throw disk.rejected(
                    of + ": startupPolicy='requisite' is for a cdrom or a floppy", "Write mandatory or optional");
        }
    }

    private static void checkDriver(Draft disk, String of, Plan plan) {
        Draft driver = Objects.requireNonNull(disk.child(Disk.DRIVER));
        if (!driver.is("name", "qemu")) {
            throw driver.rejected(of + ": its driver is '" + driver.get("name") + "'", "It can only be qemu");
        }
        if (driver.is("io", "native") && !isUncached(disk)) {
            throw driver.rejected(of + ": io='native' is for a disk that isn't cached", "Write cache='none'");
        }
        boolean isRemovable = disk.is(Disk.DEVICE, "cdrom") || disk.is(Disk.DEVICE, "floppy");
        if (driver.is("copy_on_read", "on") && (isRemovable || disk.has(Disk.READONLY))) {
            throw driver.rejected(of + ": copy_on_read is for a disk that is written to", "Take it away");
        }
        if (driver.is("discard_no_unref", "on") && (!driver.is("type", "qcow2") || disk.has(Disk.READONLY))) {
            throw driver.rejected(
                    of + ": discard_no_unref is for a qcow2 image that is written to", "Take it away");
        }
        if (disk.get(Disk.TARGET, Disk.ROTATION_RATE) != null && !disk.is(Disk.DEVICE, "disk")) {
            throw disk.rejected(of + ": rotation_rate is for device='disk'", "Take it away");
        }
        if (driver.has("iothread") && driver.hasChild("iothreads")) {
            throw driver.rejected(of + ": it has both iothread and <iothreads>", "Take one of the two away");
        }
        String thread = driver.get("iothread");
        if (thread != null && plan.since(CHECKED_AT_DEFINITION)) {
            if (!disk.is(Disk.TARGET, Disk.BUS, "virtio")) {
                throw driver.rejected(of + ": iothread is for a disk on the bus virtio", "Take it away");
            }
            IoThreads.require(plan, driver, thread, of);
        }
        IoThreads.checkMapping(driver, of, plan);
    }

    private static void checkAccess(Draft disk, String bus, String of, Plan plan) {
        boolean isReadOnly = disk.has(Disk.READONLY);
        if (isReadOnly && disk.is(Disk.DEVICE, "disk") && ("ide".equals(bus) || "sata".equals(bus))) {
            throw disk.rejected(of + ": a disk on the bus " + bus + " can't be read-only", "Put it on the bus virtio");
        }
        if (disk.has(Disk.SHAREABLE) && !isReadOnly) {
            checkShared(disk, of, plan);
        }
        Draft passing = disk.child(Disk.TRANSIENT);
        if (passing == null) {
            return;
        }
        if (Disk.isEmpty(disk) || isReadOnly || !disk.is(Disk.TYPE, "file") || !disk.is(Disk.DEVICE, "disk")) {
            throw disk.rejected(of + ": <transient> is for an image file that is written to", "Take it away");
        }
        boolean isPluggable = "usb".equals(bus) || "virtio".equals(bus) || "scsi".equals(bus);
        if (passing.is("shareBacking", "yes") && !isPluggable) {
            throw disk.rejected(of + ": shareBacking isn't for a disk on the bus " + bus, "Take it away");
        }
    }

    private static void checkShared(Draft disk, String of, Plan plan) {
        String format = disk.get(Disk.DRIVER, Disk.FORMAT);
        boolean isChanged = disk.has(Disk.ENCRYPTION) || disk.isThere("source/encryption");
        boolean isPlain = "raw".equals(format) && !(isChanged && plan.since(ONLY_PLAIN_SHARED));
        if (!isPlain) {
            throw disk.rejected(
                    of + ": an image of format " + format + " can't be shared"
                            + (isChanged ? " where it is encrypted" : ""),
                    "Use a raw one");
        }
    }

    private static boolean isUncached(Draft disk) {
        String cache = disk.get(Disk.DRIVER, Disk.CACHE);
        return cache != null && (cache.equals("none") || cache.equals("directsync"));
    }
}
