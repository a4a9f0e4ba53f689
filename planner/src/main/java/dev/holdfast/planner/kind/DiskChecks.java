package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What libvirt doesn't take of a disk that is complete but for its address. */
final class DiskChecks {

    private static final Version UNFILTERED_GONE = Versions.libvirt(7, 4);
    private static final Version PRODUCT_ANYWHERE = Versions.libvirt(11, 1);
    private static final Version REMOVABLE_SCSI = Versions.libvirt(9, 2);
    private static final Version USB_NEVER_EMPTY = Versions.libvirt(11, 3);

    private static final Version LOCAL_POLICIES = Versions.libvirt(7, 4);
    /** From where on libvirt looks when a domain is defined, not only when it starts. */
    private static final Version CHECKED_AT_DEFINITION = Versions.libvirt(7, 4);

    private static final Version ONLY_PLAIN_SHARED = Versions.libvirt(9, 1);
    private static final Version COMMANDS_CHECKED = Versions.libvirt(9, 1);

    /** The QEMU from where on disks on the bus virtio take no SCSI commands. */
    private static final Version NO_COMMANDS = new Version(9, 1, 0);

    private static final Set<String> LOCAL = Set.of("file", "block", "dir", "volume");
    private static final Set<String> VIRTIO = Set.of("virtio");
    private static final Set<String> SCSI = Set.of("scsi");
    private static final Set<String> ADDRESSED = Set.of("ide", "fdc", "scsi", "sata");

    /** How long a product's name may be on ATA buses. */
    private static final int ATA_PRODUCT = 40;

    private static final int SCSI_PRODUCT = 16;
    private static final int VENDOR = 8;

    /**
     * What only disks on some buses have.
     *
     * @param path where it is; {@code @} begins an attribute
     * @param buses which buses
     */
    private record ForBuses(String path, Set<String> buses) {}

    private static final List<ForBuses> FOR_BUSES = List.of(
            new ForBuses("driver@queues", VIRTIO),
            new ForBuses("driver@queue_size", VIRTIO),
            new ForBuses("driver@event_idx", VIRTIO),
            new ForBuses("driver@ioeventfd", VIRTIO),
            new ForBuses("driver@iommu", VIRTIO),
            new ForBuses("driver@ats", VIRTIO),
            new ForBuses("driver@packed", VIRTIO),
            new ForBuses("driver@page_per_vq", VIRTIO),
            new ForBuses("driver/iothreads", VIRTIO),
            new ForBuses("target@rotation_rate", Set.of("scsi", "ide", "sata")),
            new ForBuses("wwn", Set.of("ide", "scsi")),
            new ForBuses("vendor", SCSI),
            new ForBuses("geometry@trans", Set.of("ide")));

    /** Which of these aren't for a bus; none are for a bus of which nothing is here. */
    private static final Map<String, List<ForBuses>> FOREIGN = foreign();

    private static Map<String, List<ForBuses>> foreign() {
        Map<String, List<ForBuses>> foreign = new HashMap<>();
        for (String bus : List.of("virtio", "scsi", "ide", "sata")) {
            foreign.put(bus, FOR_BUSES.stream().filter(rule -> !rule.buses().contains(bus)).toList());
        }
        return foreign;
    }

    /** What only a LUN that is passed through has. */
    private static final List<String> FOR_LUNS = List.of("@rawio", "@sgio", "source/reservations");

    /** What a LUN that is passed through hasn't, because it is the LUN's own. */
    private static final List<String> NOT_FOR_LUNS = List.of("wwn", "vendor", "product");

    /** What a disk that another process runs hasn't, because it is that process's. */
    private static final List<String> NOT_FOR_VHOST_USER = List.of(
            "driver@cache", "driver@error_policy", "driver@rerror_policy", "driver@io", "driver@ioeventfd",
            "driver@copy_on_read", "driver@discard", "driver@iothread", "driver@detect_zeroes",
            "driver/metadata_cache", "backingStore", "encryption", "source/encryption", "readonly", "shareable",
            "transient", "serial", "wwn", "vendor", "product", "auth", "source/auth", "geometry", "blockio");

    private DiskChecks() {}

    static void check(Draft disk, Plan plan) {
        String target = disk.at("target@dev");
        if (target == null) {
            throw disk.rejected("A disk has no target", "Write <target dev='vda' bus='virtio'/>, or another name");
        }
        String of = "Disk " + target;
        String bus = Objects.requireNonNull(disk.at("target@bus"));
        checkName(disk, target, of);
        checkBus(disk, bus, of, plan);
        checkMedium(disk, bus, of, plan);
        checkDevice(disk, bus, of, plan);
        checkDriver(disk, of, plan);
        checkText(disk, bus, of, plan);
        checkAccess(disk, bus, of, plan);
        Iotune.check(disk, plan);
        checkThrottle(disk, of, plan);
        SourceChecks.check(disk, of, plan);
        if (disk.is("type", "vhostuser")) {
            checkVhostUser(disk, bus, of);
        }
        if (disk.get("type", "").startsWith("vhost")) {
            SharedMemory.require(plan, disk, of);
        }
        if (disk.is("type", "vhostvdpa") && !isUncached(disk)) {
            throw disk.rejected(
                    of + ": a disk of type vhostvdpa isn't cached", "Write <driver cache='none'/> or 'directsync'");
        }
    }

    private static void checkName(Draft disk, String target, String of) {
        boolean isFloppy = disk.is("device", "floppy");
        if (isFloppy && !target.startsWith("fd")) {
            throw disk.rejected(of + ": a floppy's target begins with fd", "Call it fda");
        }
        boolean isDisk = disk.is("device", "disk") || disk.is("device", "lun");
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

    private static void checkBus(Draft disk, String bus, String of, Plan plan) {
        for (ForBuses rule : FOREIGN.getOrDefault(bus, FOR_BUSES)) {
            if (has(disk, rule.path())) {
                throw disk.rejected(
                        of + ": " + rule.path() + " isn't for a disk on the bus " + bus,
                        "It is for " + String.join(", ", rule.buses()));
            }
        }
        String model = disk.get("model");
        if (model != null && !bus.equals(model.startsWith("usb") ? "usb" : "virtio")) {
            throw disk.rejected(of + ": the model " + model + " isn't for the bus " + bus, "Take it away");
        }
        boolean isFloppy = disk.is("device", "floppy");
        if (isFloppy != bus.equals("fdc")) {
            throw disk.rejected(
                    of + ": a device='" + disk.get("device") + "' can't be on the bus " + bus,
                    isFloppy ? "A floppy is on the bus fdc" : "Only a floppy is on the bus fdc");
        }
        if (bus.equals("ide") && !plan.isI440fx()) {
            throw disk.rejected(
                    of + ": machine " + plan.machine() + " has no IDE controller",
                    "Put it on the bus sata, or give the VM a machine of type pc");
        }
        if (disk.hasChild("geometry") && (bus.equals("usb") || bus.equals("sd"))) {
            throw disk.rejected(of + ": a disk on the bus " + bus + " has no geometry", "Take <geometry> away");
        }
        if (bus.equals("sd") && (disk.hasChild("serial") || Iotune.isThere(disk) && plan.since(CHECKED_AT_DEFINITION))) {
            throw disk.rejected(of + ": a disk on the bus sd has no serial and no <iotune>", "Take it away");
        }
        Draft address = disk.child("address");
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

    private static void checkMedium(Draft disk, String bus, String of, Plan plan) {
        boolean isCdrom = disk.is("device", "cdrom");
        boolean mayBeEmpty = isCdrom || disk.is("device", "floppy");
        if (isCdrom && (bus.equals("virtio") || bus.equals("sd"))) {
            throw disk.rejected(
                    of + ": on the bus " + bus + " a medium can't be taken out", "Put the cdrom on the bus sata");
        }
        if (disk.is("device", "disk") && Disk.isEmpty(disk)) {
            throw disk.rejected(of + " has no source", "Write a <source> that names an image");
        }
        boolean staysFull = bus.equals("usb") && plan.since(USB_NEVER_EMPTY) && !disk.is("model", "usb-bot");
        if (staysFull && Disk.isEmpty(disk)) {
            throw disk.rejected(of + ": a disk on the bus usb has a medium", "Write a <source> that names one");
        }
        Draft target = Objects.requireNonNull(disk.child("target"));
        if (!mayBeEmpty && target.has("tray")) {
            throw disk.rejected(of + ": only a cdrom or a floppy has a tray", "Take tray away");
        }
        if (target.has("removable")) {
            boolean isScsi = bus.equals("scsi") && disk.is("device", "disk") && plan.since(REMOVABLE_SCSI);
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
        boolean isElsewhere = disk.is("type", "network") || plan.since(LOCAL_POLICIES) && !LOCAL.contains(disk.get("type", ""));
        if (isElsewhere) {
            throw disk.rejected(
                    of + ": startupPolicy isn't for a disk of type " + disk.get("type"), "Take it away");
        }
        if (policy.equals("requisite") && !mayBeEmpty) {
            throw disk.rejected(
                    of + ": startupPolicy='requisite' is for a cdrom or a floppy", "Write mandatory or optional");
        }
    }

    private static void checkDevice(Draft disk, String bus, String of, Plan plan) {
        if (disk.is("sgio", "unfiltered") && plan.since(UNFILTERED_GONE)) {
            throw disk.rejected(of + ": sgio='unfiltered' isn't run any more", "Take it away");
        }
        if (!disk.is("device", "lun")) {
            for (String path : FOR_LUNS) {
                if (has(disk, path)) {
                    throw disk.rejected(of + ": " + path + " is only for device='lun'", "Take it away");
                }
            }
            return;
        }
        boolean isIscsi = disk.is("type", "network") && "iscsi".equals(disk.at("source@protocol"));
        boolean isBlock = disk.is("type", "block") || disk.is("type", "volume");
        if (!isIscsi && !isBlock) {
            throw disk.rejected(
                    of + ": a LUN is passed through from a block device, not from type='" + disk.get("type") + "'",
                    "Write type='block', or device='disk'");
        }
        if (!bus.equals("scsi") && !bus.equals("virtio")) {
            throw disk.rejected(of + ": device='lun' isn't for the bus " + bus, "It is for scsi and virtio");
        }
        boolean passesCommands = !plan.since(COMMANDS_CHECKED) || !plan.platform().qemu().isSince(NO_COMMANDS);
        if (bus.equals("virtio") && !passesCommands) {
            throw disk.rejected(
                    of + ": QEMU " + plan.platform().qemu() + " passes no LUN through on the bus virtio",
                    "Put it on the bus scsi");
        }
        String format = disk.at("driver@type");
        if (format != null && !format.equals("raw")) {
            throw disk.rejected(of + ": device='lun' has the format " + format, "It can only be raw");
        }
        for (String path : NOT_FOR_LUNS) {
            if (has(disk, path)) {
                throw disk.rejected(of + ": " + path + " isn't for device='lun', which has its own", "Take it away");
            }
        }
        if (bus.equals("scsi") && disk.hasChild("serial")) {
            throw disk.rejected(of + ": serial isn't for device='lun', which has its own", "Take it away");
        }
        if (has(disk, "encryption") || has(disk, "source/encryption") || has(disk, "source/slices")) {
            throw disk.rejected(of + ": a LUN is neither encrypted nor sliced by QEMU", "Take it away");
        }
        if ("on".equals(disk.at("driver@copy_on_read"))) {
            throw disk.rejected(of + ": copy_on_read isn't for device='lun'", "Take it away");
        }
    }

    private static void checkDriver(Draft disk, String of, Plan plan) {
        Draft driver = Objects.requireNonNull(disk.child("driver"));
        if (!driver.is("name", "qemu")) {
            throw driver.rejected(of + ": its driver is '" + driver.get("name") + "'", "It can only be qemu");
        }
        if (driver.is("io", "native") && !isUncached(disk)) {
            throw driver.rejected(of + ": io='native' is for a disk that isn't cached", "Write cache='none'");
        }
        boolean isRemovable = disk.is("device", "cdrom") || disk.is("device", "floppy");
        if (driver.is("copy_on_read", "on") && (isRemovable || disk.hasChild("readonly"))) {
            throw driver.rejected(of + ": copy_on_read is for a disk that is written to", "Take it away");
        }
        if (driver.is("discard_no_unref", "on") && (!driver.is("type", "qcow2") || disk.hasChild("readonly"))) {
            throw driver.rejected(
                    of + ": discard_no_unref is for a qcow2 image that is written to", "Take it away");
        }
        if (disk.at("target@rotation_rate") != null && !disk.is("device", "disk")) {
            throw disk.rejected(of + ": rotation_rate is for device='disk'", "Take it away");
        }
        if (driver.has("iothread") && driver.hasChild("iothreads")) {
            throw driver.rejected(of + ": it has both iothread and <iothreads>", "Take one of the two away");
        }
        String thread = driver.get("iothread");
        if (thread != null && plan.since(CHECKED_AT_DEFINITION)) {
            if (!"virtio".equals(disk.at("target@bus"))) {
                throw driver.rejected(of + ": iothread is for a disk on the bus virtio", "Take it away");
            }
            IoThreads.require(plan, driver, thread, of);
        }
        IoThreads.checkMapping(driver, of, plan);
    }

    private static void checkText(Draft disk, String bus, String of, Plan plan) {
        String wwn = text(disk, "wwn");
        if (wwn != null && !isWwn(wwn)) {
            throw disk.rejected(of + ": the wwn '" + wwn + "' hasn't 16 hexadecimal digits", "");
        }
        String vendor = text(disk, "vendor");
        if (vendor != null && (vendor.length() > VENDOR || !isPrintable(vendor))) {
            throw disk.rejected(of + ": a vendor has at most " + VENDOR + " printable characters", "Shorten it");
        }
        String product = text(disk, "product");
        if (product != null) {
            boolean isAta = bus.equals("ide") || bus.equals("sata");
            if (!bus.equals("scsi") && !(isAta && plan.since(PRODUCT_ANYWHERE))) {
                throw disk.rejected(of + ": product isn't for a disk on the bus " + bus, "It is for scsi");
            }
            int most = isAta ? ATA_PRODUCT : SCSI_PRODUCT;
            if (product.length() > most || !isPrintable(product)) {
                throw disk.rejected(of + ": a product has at most " + most + " printable characters", "Shorten it");
            }
        }
        String serial = text(disk, "serial");
        for (int i = 0; serial != null && i < serial.length(); i++) {
            char c = serial.charAt(i);
            boolean isPlain = c < 128 && Character.isLetterOrDigit(c) || " -_.+".indexOf(c) >= 0;
            if (!isPlain) {
                throw disk.rejected(
                        of + ": the serial '" + serial + "' has a '" + c + "'",
                        "Letters, digits, blanks and -_.+ are taken");
            }
        }
    }

    private static void checkAccess(Draft disk, String bus, String of, Plan plan) {
        boolean isReadOnly = disk.hasChild("readonly");
        if (isReadOnly && disk.is("device", "disk") && ("ide".equals(bus) || "sata".equals(bus))) {
            throw disk.rejected(of + ": a disk on the bus " + bus + " can't be read-only", "Put it on the bus virtio");
        }
        if (disk.hasChild("shareable") && !isReadOnly) {
            checkShared(disk, of, plan);
        }
        Draft passing = disk.child("transient");
        if (passing == null) {
            return;
        }
        if (Disk.isEmpty(disk) || isReadOnly || !disk.is("type", "file") || !disk.is("device", "disk")) {
            throw disk.rejected(of + ": <transient> is for an image file that is written to", "Take it away");
        }
        boolean isPluggable = "usb".equals(bus) || "virtio".equals(bus) || "scsi".equals(bus);
        if (passing.is("shareBacking", "yes") && !isPluggable) {
            throw disk.rejected(of + ": shareBacking isn't for a disk on the bus " + bus, "Take it away");
        }
    }

    private static void checkShared(Draft disk, String of, Plan plan) {
        String format = disk.at("driver@type");
        boolean isChanged = has(disk, "encryption") || has(disk, "source/encryption");
        boolean isPlain = "raw".equals(format) && !(isChanged && plan.since(ONLY_PLAIN_SHARED));
        if (!isPlain) {
            throw disk.rejected(
                    of + ": an image of format " + format + " can't be shared"
                            + (isChanged ? " where it is encrypted" : ""),
                    "Use a raw one");
        }
    }

    private static void checkThrottle(Draft disk, String of, Plan plan) {
        Draft filters = disk.child("throttlefilters");
        List<Draft> all = filters == null ? List.of() : filters.children("throttlefilter");
        if (all.isEmpty()) {
            return;
        }
        if (Iotune.isThere(disk)) {
            throw disk.rejected(of + ": it has both <iotune> and <throttlefilters>", "Take one of the two away");
        }
        if (disk.is("device", "cdrom")) {
            throw disk.rejected(of + ": <throttlefilters> isn't for a cdrom", "Take it away");
        }
        for (int i = 0; i < all.size(); i++) {
            String group = all.get(i).get("group", "");
            for (int j = 0; j < i; j++) {
                if (all.get(j).is("group", group)) {
                    throw disk.rejected(of + ": the filter " + group + " is there twice", "Take one away");
                }
            }
            if (!isGroup(plan, group)) {
                throw disk.rejected(of + ": there is no <throttlegroup> " + group + " in the domain", "Write it");
            }
        }
    }

    private static boolean isGroup(Plan plan, String name) {
        Draft groups = plan.domain().child("throttlegroups");
        for (Draft group : groups == null ? List.<Draft>of() : groups.children()) {
            if (name.equals(text(group, "group_name"))) {
                return true;
            }
        }
        return false;
    }

    private static void checkVhostUser(Draft disk, String bus, String of) {
        if (!bus.equals("virtio")) {
            throw disk.rejected(of + ": a disk of type vhostuser is on the bus virtio", "Write bus='virtio'");
        }
        if (!disk.is("snapshot", "no")) {
            throw disk.rejected(of + ": a disk of type vhostuser has no snapshots", "Write snapshot='no'");
        }
        for (String path : NOT_FOR_VHOST_USER) {
            if (has(disk, path)) {
                throw disk.rejected(of + ": " + path + " isn't for a disk of type vhostuser", "Take it away");
            }
        }
        if (Iotune.isThere(disk)) {
            throw disk.rejected(of + ": <iotune> isn't for a disk of type vhostuser", "Take it away");
        }
    }

    private static boolean isUncached(Draft disk) {
        String cache = disk.at("driver@cache");
        return cache != null && (cache.equals("none") || cache.equals("directsync"));
    }

    private static boolean has(Draft disk, String path) {
        return disk.isThere(path);
    }

    private static @Nullable String text(Draft holder, String name) {
        Draft child = holder.child(name);
        return child == null ? null : child.text();
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    /** 16 hexadecimal digits, perhaps with 0x before them. */
    static boolean isWwn(String wwn) {
        String digits = wwn.startsWith("0x") ? wwn.substring(2) : wwn;
        return digits.length() == 16 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
