package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.AttributeOf;
import dev.holdfast.planner.shape.ChildOf;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code <disk>}. */
public final class Disk implements Kind {

    private static final Version ENGINES = Versions.libvirt(8, 10);

    /** From where on a disk on the bus usb has a model; 11.3 knows none, 12.8 does. */
    static final Version USB_MODELS = Versions.libvirt(11, 5);

    /** The devices from which a medium may be taken. */
    private static final String CDROM = "cdrom";

    private static final String FLOPPY = "floppy";

    static final Shape DRIVER_SHAPE = Common.virtio(Shape.of("driver")
                    .attr("name", Forms.TEXT)
                    .attr("type", Disk::format)
                    .attr("cache", Forms.oneOfOrDefault("none", "writethrough", "writeback", "directsync", "unsafe"))
                    .attr("error_policy", Forms.oneOf("stop", "report", "ignore", "enospace"))
                    .attr("rerror_policy", Forms.oneOf("stop", "report", "ignore"))
                    .attr("io", Forms.oneOf("native", "threads", "io_uring"))
                    .attr("ioeventfd", Forms.ON_OFF)
                    .attr("event_idx", Forms.ON_OFF)
                    .attr("copy_on_read", Forms.ON_OFF)
                    .attr("discard", Forms.oneOf("unmap", "ignore"))
                    .attr("iothread", Forms.decimal(1, 0xffff_ffffL))
                    .attr("detect_zeroes", Forms.oneOf("off", "on", "unmap"))
                    .attr("discard_no_unref", Forms.ON_OFF, Versions.libvirt(9, 5))
                    .attr("queues", Forms.DECIMAL_UNLESS_ZERO)
                    .attr("queue_size", Forms.DECIMAL_UNLESS_ZERO, Versions.libvirt(7, 8)))
            .child(DiskSource.METADATA_CACHE)
            .child(
                    Shape.of("iothreads")
                            .children(Shape.of("iothread")
                                    .attr("id", Forms.DECIMAL)
                                    .children(Shape.of("queue").attr("id", Forms.DECIMAL).requires("@id"))
                                    .requires("@id")),
                    Versions.libvirt(10, 0));

    private static final Shape GEOMETRY_SHAPE = Shape.of("geometry")
            .attr("cyls", Forms.DECIMAL)
            .attr("heads", Forms.DECIMAL)
            .attr("secs", Forms.DECIMAL)
            .attr("trans", Forms.oneOf("none", "auto", "lba"));

    private static final Shape TARGET_SHAPE = Shape.of("target")
            .attr("dev", (written, spot) -> written.startsWith("ioemu:") ? written.substring(6) : written)
            .attr("bus", Forms.oneOf("ide", "fdc", "scsi", "virtio", "xen", "usb", "uml", "sata", "sd"))
            .attr("tray", Forms.oneOf("closed", "open"))
            .attr("removable", Forms.ON_OFF)
            .attr("rotation_rate", Forms.DECIMAL_UNLESS_ZERO, Versions.libvirt(7, 3));

    private static final Shape SHAPE = Shape.of("disk")
            .attr("type", DiskSource.TYPES)
            .attr("device", Forms.oneOf("disk", CDROM, FLOPPY, "lun"))
            .attr("model", Forms.oneOf("virtio", "virtio-transitional", "virtio-non-transitional")
                    .since(USB_MODELS, "usb-storage", "usb-bot")
                    .orDefault())
            .attr("rawio", Forms.YES_NO)
            .attr("sgio", Forms.oneOf("filtered", "unfiltered"))
            .attr(
                    "snapshot",
                    Forms.oneOf("no", "internal", "external").since(Versions.libvirt(8, 2), "manual"))
            .child(DRIVER_SHAPE)
            .child(Secrets.AUTH)
            .child("source", DiskSource::shape)
            .child("backingStore", DiskSource::backing)
            .child(Shape.of("backenddomain").attr("name", Forms.FILLED))
            .child(GEOMETRY_SHAPE)
            .child(Shape.of("blockio")
                    .attr("logical_block_size", Forms.UINT_UNLESS_ZERO)
                    .attr("physical_block_size", Forms.UINT_UNLESS_ZERO)
                    .attr("discard_granularity", Forms.UINT_UNLESS_ZERO, Versions.libvirt(10, 10)))
            .child(TARGET_SHAPE)
            .child(Iotune.SHAPE)
            .child(
                    Shape.of("throttlefilters")
                            .children(Shape.of("throttlefilter")
                                    .attr("group", Forms.TEXT)
                                    .requires("@group")),
                    Versions.libvirt(11, 2))
            .child(Shape.flag("readonly"))
            .child(Shape.flag("shareable"))
            .child(Shape.flag("transient").attr("shareBacking", Forms.YES_NO, Versions.libvirt(7, 4)))
            .child(Shape.text("serial", Forms.FILLED))
            .child(Shape.text("wwn", Forms.FILLED))
            .child(Shape.text("vendor", Forms.FILLED))
            .child(Shape.text("product", Forms.FILLED))
            .child(Secrets.ENCRYPTION)
            .child(Common.BOOT)
            .child(Common.ALIAS)
            .child(Common.ACPI, Versions.libvirt(7, 3))
            .child("address", Addresses.byType())
            .ignores("mirror", "rom", "state", "diskSecretsPlacement", "privateData");

    public static final AttributeOf TYPE = AttributeOf.named(SHAPE, "type");
    public static final AttributeOf DEVICE = AttributeOf.named(SHAPE, "device");
    public static final AttributeOf MODEL = AttributeOf.named(SHAPE, "model");
    public static final AttributeOf SNAPSHOT = AttributeOf.named(SHAPE, "snapshot");
    public static final AttributeOf RAW_IO = AttributeOf.named(SHAPE, "rawio");
    public static final AttributeOf SGIO = AttributeOf.named(SHAPE, "sgio");
    public static final ChildOf DRIVER = ChildOf.named(SHAPE, "driver");
    public static final ChildOf AUTH = ChildOf.named(SHAPE, "auth");
    public static final ChildOf SOURCE = ChildOf.named(SHAPE, "source");
    public static final ChildOf BACKING = ChildOf.named(SHAPE, "backingStore");
    public static final ChildOf GEOMETRY = ChildOf.named(SHAPE, "geometry");
    public static final ChildOf TARGET = ChildOf.named(SHAPE, "target");
    public static final ChildOf IOTUNE = ChildOf.named(SHAPE, "iotune");
    public static final ChildOf THROTTLE_FILTERS = ChildOf.named(SHAPE, "throttlefilters");
    public static final ChildOf READONLY = ChildOf.named(SHAPE, "readonly");
    public static final ChildOf SHAREABLE = ChildOf.named(SHAPE, "shareable");
    public static final ChildOf TRANSIENT = ChildOf.named(SHAPE, "transient");
    public static final ChildOf SERIAL = ChildOf.named(SHAPE, "serial");
    public static final ChildOf WWN = ChildOf.named(SHAPE, "wwn");
    public static final ChildOf VENDOR = ChildOf.named(SHAPE, "vendor");
    public static final ChildOf PRODUCT = ChildOf.named(SHAPE, "product");
    public static final ChildOf ENCRYPTION = ChildOf.named(SHAPE, "encryption");
    public static final ChildOf ADDRESS = ChildOf.named(SHAPE, "address");
    public static final AttributeOf FORMAT = AttributeOf.named(DRIVER_SHAPE, "type");
    public static final AttributeOf CACHE = AttributeOf.named(DRIVER_SHAPE, "cache");
    public static final AttributeOf COPY_ON_READ = AttributeOf.named(DRIVER_SHAPE, "copy_on_read");
    public static final AttributeOf ROTATION_RATE = AttributeOf.named(TARGET_SHAPE, "rotation_rate");
    public static final AttributeOf DEV = AttributeOf.named(TARGET_SHAPE, "dev");
    public static final AttributeOf BUS = AttributeOf.named(TARGET_SHAPE, "bus");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft disk, Plan plan) {
        if (!disk.has(SOURCE)) {
            // libvirt forgets the type of a disk that has nothing in it.
            disk.set("type", "file");
        }
        disk.setIfAbsent("type", "file").setIfAbsent("device", "disk");
        completeDriver(disk);
        completeSources(disk, plan);
        completeTarget(disk);
        if (disk.is(DEVICE, CDROM)) {
            disk.make("readonly");
        }
        if (disk.is(TARGET, BUS, "usb") && plan.since(USB_MODELS)) {
            disk.setIfAbsent("model", disk.is(DEVICE, CDROM) ? "usb-bot" : "usb-storage");
        }
        boolean isReadOnly = disk.has(READONLY);
        if (disk.is(SNAPSHOT, "no") && isReadOnly) {
            disk.set("snapshot", null);
        } else if (!isReadOnly && disk.is(TYPE, "vhostuser")) {
            disk.setIfAbsent("snapshot", "no");
        }
        Draft shape = disk.child(GEOMETRY);
        if (shape != null && !isWhole(shape)) {
            disk.remove(shape);
        }
        Draft passing = disk.child(TRANSIENT);
        if (passing != null && passing.is("shareBacking", "no")) {
            passing.set("shareBacking", null);
        }
        Iotune.takeGroup(disk, plan);
    }

    @Override
    public void check(Draft disk, Plan plan) {
        DiskChecks.check(disk, plan);
    }

    /** A disk's name for messages. */
    static String label(Draft disk) {
        String target = disk.get(TARGET, DEV);
        return target == null ? "A disk" : "Disk " + target;
    }

    /** True where there is no medium. */
    static boolean isEmpty(Draft disk) {
        Draft source = disk.child(SOURCE);
        if (source == null) {
            return true;
        }
        return switch (disk.get("type", "file")) {
            case "file" -> !source.has("file");
            case "block" -> !source.has("dev");
            case "dir" -> !source.has("dir");
            default -> false;
        };
    }

    private static void completeDriver(Draft disk) {
        Draft driver = disk.make("driver").setIfAbsent("name", "qemu");
        if (!disk.is(TYPE, "volume")) {
            driver.setIfAbsent("type", "raw");
        }
    }

    private static void completeSources(Draft disk, Plan plan) {
        Draft source = disk.child(SOURCE);
        String type = disk.get("type", "file");
        DiskSources.complete(source, type);
        if (source != null && type.equals("network") && source.is("protocol", "iscsi")) {
            DiskSources.completeUnit(source);
        }
        if (source != null && type.equals("nvme")) {
            source.setIfAbsent("managed", "yes");
        }
        if (plan.since(ENGINES)) {
            completeEngine(disk.child(ENCRYPTION));
            completeEngine(source == null ? null : source.child("encryption"));
        }
        Draft backing = disk.child(BACKING);
        while (backing != null && backing.child("source") != null) {
            Draft below = Objects.requireNonNull(backing.child("source"));
            DiskSources.complete(below, backing.get("type", "file"));
            if (plan.since(ENGINES)) {
                completeEngine(below.child("encryption"));
            }
            backing = backing.child("backingStore");
        }
    }

    private static void completeEngine(@Nullable Draft encryption) {
        if (encryption != null) {
            encryption.setIfAbsent("engine", "qemu");
        }
    }

    private static void completeTarget(Draft disk) {
        Draft target = disk.make("target");
        String name = target.get("dev", "");
        if (!target.has("bus")) {
            target.set("bus", disk.is(DEVICE, FLOPPY) ? "fdc" : DiskName.bus(name));
        }
        if (target.is("tray", "closed")) {
            target.set("tray", null);
        }
    }

    private static boolean isWhole(Draft geometry) {
        return geometry.number("cyls", 0) != 0 && geometry.number("heads", 0) != 0 && geometry.number("secs", 0) != 0;
    }

    /** Xen had a driver of this name, which libvirt takes for its format. */
    private static @Nullable String format(String written, dev.holdfast.planner.shape.Spot spot) {
        Form known = DiskSource.FORMATS;
        return written.equals("aio") ? "raw" : known.read(written, spot);
    }
}
