package dev.holdfast.spec.kubevirt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a volume's image lies within virt-launcher, and what it is. All of it is the host's, and no guest sees it. */
final class Volumes {

    private static final String IMAGES = Vmi.PRIVATE + "vmi-disks/";
    private static final String EPHEMERAL = "/var/run/libvirt/kubevirt-ephemeral-disk/";

    /** What a source's image is: its path, with the volume's name for %s, and its format. */
    private record Image(String path, String format) {}

    private static final Map<String, Image> IMAGES_BY_SOURCE = Map.ofEntries(
            Map.entry("persistentVolumeClaim", new Image(IMAGES + "%s/disk.img", "raw")),
            Map.entry("dataVolume", new Image(IMAGES + "%s/disk.img", "raw")),
            Map.entry("containerDisk", new Image(EPHEMERAL + "%s/disk.qcow2", "qcow2")),
            Map.entry("ephemeral", new Image(EPHEMERAL + "%s/disk.qcow2", "qcow2")),
            Map.entry("emptyDisk", new Image("/var/run/libvirt/empty-disks/%s.qcow2", "qcow2")),
            Map.entry("configMap", new Image(Vmi.PRIVATE + "config-map-disks/%s.iso", "raw")),
            Map.entry("secret", new Image(Vmi.PRIVATE + "secret-disks/%s.iso", "raw")),
            Map.entry("downwardAPI", new Image(Vmi.PRIVATE + "downwardapi-disks/%s.iso", "raw")),
            Map.entry("serviceAccount", new Image(Vmi.PRIVATE + "service-account-disk/service-account.iso", "raw")),
            Map.entry("sysprep", new Image(Vmi.PRIVATE + "sysprep-disks/%s.iso", "raw")),
            Map.entry("downwardMetrics", new Image(Vmi.PRIVATE + "downwardapi-disks/vhostmd0", "raw")));

    /** Volumes that are no disk. */
    static final List<String> NO_DISK = List.of("memoryDump", "containerPath");

    private final Vmi vmi;
    private final Map<String, Field> byName = new LinkedHashMap<>();

    Volumes(Vmi vmi) {
        this.vmi = vmi;
        for (Field volume : vmi.spec().at("volumes").items()) {
            String name = Devices.name(volume);
            if (name != null && byName.put(name, volume) != null) {
                volume.complain("is the second volume " + name, "Give each its own name");
            }
        }
    }

    Map<String, Field> byName() {
        return byName;
    }

    static boolean has(Field volume, String source) {
        return volume.at(source).isThere();
    }

    /** Says of a disk what its volume is; an error where it is nothing that this version knows. */
    void describe(Part disk, Field volume, String name, boolean lun) {
        if (lun) {
            disk.fill("@type", "block").fill("source@dev", "/dev/" + name).fill("driver@type", "raw");
            return;
        }
        disk.fill("@type", "file");
        Field host = volume.at("hostDisk").mapping();
        if (host.isThere()) {
            String path = host.at("path").text();
            if (path == null) {
                host.complain("has no path", "Write the path of the image on the node");
                return;
            }
            image(disk, IMAGES + name + "/" + path.substring(path.lastIndexOf('/') + 1), "raw");
            return;
        }
        String cloudInit = cloudInit(volume);
        if (cloudInit != null) {
            image(disk, "/var/run/libvirt/cloud-init-dir/" + vmi.namespace() + "/" + vmi.name() + "/" + cloudInit, "raw");
            return;
        }
        List<String> sources = IMAGES_BY_SOURCE.keySet().stream().filter(source -> has(volume, source)).sorted().toList();
        if (sources.size() > 1) {
            volume.complain(name + " is " + String.join(" and ", sources) + " at once", "Keep one of them");
        }
        if (!sources.isEmpty()) {
            source(disk, sources.getFirst(), name);
            return;
        }
        volume.complain(
                name + " has no source that this version of Holdfast knows",
                "Write one of " + String.join(", ", IMAGES_BY_SOURCE.keySet().stream().sorted().toList())
                        + ", cloudInitNoCloud, cloudInitConfigDrive, hostDisk");
    }

    private static void source(Part disk, String source, String name) {
        Image image = Objects.requireNonNull(IMAGES_BY_SOURCE.get(source));
        image(disk, image.path().replace("%s", name), image.format());
        if (source.equals("ephemeral")) {
            disk.fill("backingStore@type", "file")
                    .fill("backingStore/format@type", "raw")
                    .fill("backingStore/source@file", IMAGES + name + "/disk.img");
        }
    }

    private static @Nullable String cloudInit(Field volume) {
        return has(volume, "cloudInitNoCloud") ? "noCloud.iso" : has(volume, "cloudInitConfigDrive") ? "configdrive.iso" : null;
    }

    private static void image(Part disk, String path, String format) {
        disk.fill("source@file", path).fill("driver@type", format);
    }
}
