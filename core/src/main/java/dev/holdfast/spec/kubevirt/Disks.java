package dev.holdfast.spec.kubevirt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Disks, and the threads that serve them. */
final class Disks {

    private static final Set<String> BUSES = Set.of("virtio", "sata", "scsi", "usb");
    private static final String VIRTIO = "virtio";

    private final Vmi vmi;
    private final Volumes volumes;
    private long threads;

    Disks(Vmi vmi) {
        this.vmi = vmi;
        this.volumes = new Volumes(vmi);
    }

    List<Part> all() {
        List<Part> all = new ArrayList<>();
        List<Field> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field source : vmi.devices().at("disks").items()) {
            String name = Devices.name(source);
            if (name == null) {
                continue;
            }
            if (!names.add(name)) {
                source.complain("is the second disk " + name, "Give each its own name");
            }
            all.add(disk(source, name));
            sources.add(source);
        }
        vmi.devices().at("filesystems").items().forEach(one -> names.add(String.valueOf(one.at("name").text())));
        volumes.byName().forEach((name, volume) -> {
            // KubeVirt attaches every volume, those that no disk is said of as a disk on its default bus.
            boolean disk = !names.contains(name) && Volumes.NO_DISK.stream().noneMatch(kind -> Volumes.has(volume, kind));
            if (disk) {
                all.add(attached(volume, name));
                sources.add(volume);
            }
        });
        threads = new IoThreads(vmi).assign(all, sources);
        return all;
    }

    private Part attached(Field volume, String name) {
        Part disk = Part.of("disk").from(volume).fill("@device", "disk").fill("target@bus", "sata");
        Devices.alias(disk, name);
        drive(disk, volume, name, volume);
        return disk;
    }

    private Part disk(Field source, String name) {
        Set<String> kinds = new LinkedHashSet<>(List.of("disk", "lun", "cdrom"));
        kinds.removeIf(kind -> !source.at(kind).isThere());
        if (kinds.size() > 1) {
            source.complain("is " + String.join(" and ", kinds) + " at once", "Keep one of them");
        }
        String kind = kinds.isEmpty() ? null : kinds.iterator().next();
        Field target = source.at(kind == null ? "disk" : kind).mapping();
        String bus = target.at("bus").word(BUSES);
        Part disk = Part.of("disk").from(source);
        disk.set("@device", kind, "disk").set("target@bus", bus, "sata");
        Devices.alias(disk, name);
        if (kind != null && kind.equals("cdrom")) {
            disk.set("target@tray", target.at("tray").word(Set.of("open", "closed")), "closed");
        }
        readonly(disk, target, kind);
        pciAddress(disk, target, bus);
        serial(disk, source, kind);
        Field volume = volumes.byName().get(name);
        drive(disk, source, name, volume);
        blockSize(disk, source.at("blockSize").mapping());
        Long boot = source.at("bootOrder").number(1, Vmi.MOST);
        disk.set("boot@order", boot == null ? null : boot.toString());
        return disk;
    }

    private static void readonly(Part disk, Field target, @Nullable String kind) {
        Boolean readonly = target.at("readonly").flag();
        boolean cdrom = "cdrom".equals(kind);
        if (readonly != null ? readonly : cdrom) {
            disk.set("readonly", readonly == null ? null : "", "");
        }
    }

    private static void pciAddress(Part disk, Field target, @Nullable String bus) {
        Field address = target.at("pciAddress");
        if (address.isThere() && !VIRTIO.equals(bus)) {
            address.complain("is for disks on the bus virtio alone", "Write bus: virtio, or remove pciAddress");
        } else {
            Devices.address(disk, address);
        }
    }

    private void serial(Part disk, Field source, @Nullable String kind) {
        String serial = source.at("serial").text();
        if (serial != null && kind != null && !kind.equals("disk")) {
            vmi.remark(source.at("serial"), "KubeVirt gives no serial to a " + kind, "");
        } else {
            disk.set("serial", serial);
        }
    }

    /** What serves the disk, and from where. */
    private void drive(Part disk, Field source, String name, @Nullable Field volume) {
        boolean cdrom = "cdrom".equals(disk.value("@device"));
        boolean lun = "lun".equals(disk.value("@device"));
        String bus = disk.value("target@bus");
        if (VIRTIO.equals(bus)) {
            vmi.virtio(disk, "@model");
        }
        disk.fill("driver@name", "qemu");
        if (volume != null) {
            volumes.describe(disk, volume, name, lun);
            if (Volumes.has(volume, "downwardMetrics")) {
                vmi.virtio(disk, "@model").fill("target@bus", VIRTIO).fill("readonly", "");
            }
        } else if (cdrom) {
            disk.fill("@type", "block").fill("driver@type", "raw");
        } else {
            source.complain("is called " + name + ", and there is no volume of this name", "Add it below volumes");
        }
        boolean shareable = source.at("shareable").flag(false);
        disk.set("shareable", shareable ? "" : null);
        disk.set("driver@cache", source.at("cache").word(Set.of("none", "writethrough", "writeback")), shareable ? "none" : null);
        disk.set("driver@error_policy", source.at("errorPolicy").word(Set.of("stop", "ignore", "report", "enospace")), "stop");
        disk.set("driver@io", source.at("io").word(Set.of("native", "threads", "default")));
        disk.fill("driver@discard", cdrom ? null : "unmap");
        if (VIRTIO.equals(bus) && vmi.devices().at("blockMultiQueue").flag(false)) {
            disk.set("driver@queues", Long.toString(vmi.topology().vcpus()));
        }
        if (VIRTIO.equals(bus) && vmi.isSev()) {
            disk.fill("driver@iommu", "on");
        }
        if (lun && source.at("lun").at("reservation").flag(false)) {
            disk.fill("source/reservations@managed", "no")
                    .fill("source/reservations/source@type", "unix")
                    .fill("source/reservations/source@path", "/var/run/kubevirt/daemons/pr/pr-helper.sock")
                    .fill("source/reservations/source@mode", "client");
        }
    }

    private void blockSize(Part disk, Field size) {
        Field custom = size.at("custom").mapping();
        blockSize(disk, custom.at("logical"), "logical_block_size");
        blockSize(disk, custom.at("physical"), "physical_block_size");
        blockSize(disk, custom.at("discardGranularity"), "discard_granularity");
        if (size.at("matchVolume").isOn(false)) {
            vmi.remark(
                    size.at("matchVolume"),
                    "The disk's block sizes are its volume's, and known where it runs only",
                    "Take the lock from the VM where it runs, or write them below custom");
        }
    }

    private static void blockSize(Part disk, Field field, String name) {
        Long bytes = field.number(0, Vmi.MOST);
        disk.set("blockio@" + name, bytes == null ? null : bytes.toString());
    }

    /** How many threads serve them apart from the emulator's; 0 where none was asked for. */
    long threads() {
        return threads;
    }
}
