package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Attributes;
import dev.holdfast.planner.shape.Draft;
import java.util.List;

/** What a LUN that is passed through has or hasn't. */
final class LunChecks {

    private static final Version UNFILTERED_GONE = Versions.libvirt(7, 4);
    private static final Version COMMANDS_CHECKED = Versions.libvirt(9, 1);

    /** The QEMU from where on disks on the bus virtio take no SCSI commands. */
    private static final Version NO_COMMANDS = new Version(9, 1, 0);

    /** What only a LUN that is passed through has. */
    private static final Attributes FOR_LUNS = Attributes.of(new Disk().shape(), List.of("rawio", "sgio"));

    /** What a LUN that is passed through hasn't, because it is the LUN's own. */
    private static final List<String> NOT_FOR_LUNS = List.of("wwn", "vendor", "product");

    private LunChecks() {}

    static void check(Draft disk, String bus, String of, Plan plan) {
        if (disk.is(Disk.SGIO, "unfiltered") && plan.since(UNFILTERED_GONE)) {
            throw disk.rejected(of + ": sgio='unfiltered' isn't run any more", "Take it away");
        }
        if (!disk.is(Disk.DEVICE, "lun")) {
            checkNone(disk, of);
            return;
        }
        boolean isIscsi = disk.is(Disk.TYPE, "network") && "iscsi".equals(disk.at("source@protocol"));
        boolean isBlock = disk.is(Disk.TYPE, "block") || disk.is(Disk.TYPE, "volume");
        if (!isIscsi && !isBlock) {
            throw disk.rejected(
                    of + ": a LUN is passed through from a block device, not from type='" + disk.get(Disk.TYPE) + "'",
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
        String format = disk.get(Disk.DRIVER, Disk.FORMAT);
        if (format != null && !format.equals("raw")) {
            throw disk.rejected(of + ": device='lun' has the format " + format, "It can only be raw");
        }
        for (String path : NOT_FOR_LUNS) {
            if (disk.isThere(path)) {
                throw disk.rejected(of + ": " + path + " isn't for device='lun', which has its own", "Take it away");
            }
        }
        if (bus.equals("scsi") && disk.has(Disk.SERIAL)) {
            throw disk.rejected(of + ": serial isn't for device='lun', which has its own", "Take it away");
        }
        if (disk.has(Disk.ENCRYPTION) || disk.isThere("source/encryption") || disk.isThere("source/slices")) {
            throw disk.rejected(of + ": a LUN is neither encrypted nor sliced by QEMU", "Take it away");
        }
        if (disk.is(Disk.DRIVER, Disk.COPY_ON_READ, "on")) {
            throw disk.rejected(of + ": copy_on_read isn't for device='lun'", "Take it away");
        }
    }

    private static void checkNone(Draft disk, String of) {
        Draft source = disk.child(Disk.SOURCE);
        boolean reserves = source != null && source.hasChild("reservations");
        if (reserves || disk.hasAny(FOR_LUNS)) {
            String what = disk.has(Disk.RAW_IO) ? "@rawio" : disk.has(Disk.SGIO) ? "@sgio" : "source/reservations";
            throw disk.rejected(of + ": " + what + " is only for device='lun'", "Take it away");
        }
    }
}
