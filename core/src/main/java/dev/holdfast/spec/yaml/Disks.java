package dev.holdfast.spec.yaml;

import dev.holdfast.spec.Targets;
import dev.holdfast.spec.yaml.Standard.Context;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a disk is written. */
final class Disks {

    /** An image's format by its file's ending. */
    private static final Map<String, String> FORMATS = Map.of(
            "qcow2", "qcow2", "raw", "raw", "img", "raw", "iso", "raw", "vmdk", "vmdk", "vdi", "vdi", "vhd", "vpc",
            "vhdx", "vhdx", "qed", "qed");

    private static final Path TYPE = Path.of("@type");
    private static final Path DEVICE = Path.of("@device");
    private static final Path DRIVER_TYPE = Path.of("driver@type");
    private static final Path FILE = Path.of("source@file");
    private static final Path TARGET = Path.of("target@dev");

    static final Form FORM = Device.form("disk")
            .with(new Value("image", FILE, "file", Value.Check.PATH, false))
            .with(new Value("block", Path.of("source@dev"), "block", Value.Check.PATH, false))
            .value("format", "driver@type")
            .with(new Value(
                    "device",
                    DEVICE,
                    null,
                    new Value.Check(Pattern.compile("disk|cdrom|floppy|lun"), "a kind of disk", "Write disk, cdrom, floppy or lun"),
                    false))
            .value("target", "target@dev")
            .with(new DiskModel())
            .value("bus", "target@bus")
            .value("boot", "boot@order")
            .texts("serial wwn vendor product")
            .flags("readonly shareable transient")
            .attributes("type model rawio sgio snapshot")
            .child("iotune", tuning("iotune"))
            .children("source driver target boot mirror auth backenddomain encryption throttlefilters geometry blockio"
                    + " backingStore")
            .silent("device", "@device", (disk, context) -> "disk")
            .silent("format", "driver@type", (disk, context) -> hasImage(disk) ? format(disk) : null)
            // Whose format it is; a disk without one has the driver that libvirt gives it.
            .silent(null, "driver@name", (disk, context) -> disk.get(DRIVER_TYPE) == null ? null : "qemu")
            .standard("bus", "target@bus", Disks::bus)
            .refuse(
                    "size",
                    "A disk's size is its image's, which a libvirt domain doesn't hold",
                    "Make the image with qemu-img create -f qcow2 FILE SIZE, and remove size here");

    private Disks() {}

    /** Limits on a disk's traffic. */
    static Form tuning(String what) {
        String kinds = "total_bytes_sec read_bytes_sec write_bytes_sec total_iops_sec read_iops_sec write_iops_sec";
        return Form.open(what)
                .texts(kinds + " " + kinds.replaceAll("sec", "sec_max") + " " + kinds.replaceAll("sec", "sec_max_length")
                        + " size_iops_sec group_name");
    }

    private static boolean hasImage(Draft disk) {
        return "file".equals(disk.get(TYPE)) && disk.get(FILE) != null;
    }

    private static String format(Draft disk) {
        String file = String.valueOf(disk.get(FILE));
        String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return FORMATS.getOrDefault(ending, Standard.ASK);
    }

    /** A target that is named after another bus leaves the bus to libvirt. */
    private static @Nullable String bus(Draft disk, Context context) {
        String device = disk.get(DEVICE);
        String bus =
                switch (device == null ? "disk" : device) {
                    case "cdrom" -> opticalBus(context.machine());
                    case "floppy" -> "fdc";
                    case "lun" -> "scsi";
                    default -> "virtio";
                };
        String target = disk.get(TARGET);
        return target == null || target.startsWith(Targets.prefix(bus)) ? bus : null;
    }

    private static String opticalBus(@Nullable String machine) {
        if (machine == null || machine.contains("q35")) {
            return "sata";
        }
        return machine.startsWith("pc") || machine.equals("isapc") ? "ide" : "scsi";
    }
}
