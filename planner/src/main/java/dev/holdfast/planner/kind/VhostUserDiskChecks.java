package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.List;

/** What a disk hasn't that another process runs. */
final class VhostUserDiskChecks {

    /** What a disk that another process runs hasn't, because it is that process's. */
    private static final List<String> NOT_FOR_VHOST_USER = List.of(
            "driver@cache", "driver@error_policy", "driver@rerror_policy", "driver@io", "driver@ioeventfd",
            "driver@copy_on_read", "driver@discard", "driver@iothread", "driver@detect_zeroes",
            "driver/metadata_cache", "backingStore", "encryption", "source/encryption", "readonly", "shareable",
            "transient", "serial", "wwn", "vendor", "product", "auth", "source/auth", "geometry", "blockio");

    private VhostUserDiskChecks() {}

    static void check(Draft disk, String bus, String of) {
        if (!bus.equals("virtio")) {
            throw disk.rejected(of + ": a disk of type vhostuser is on the bus virtio", "Write bus='virtio'");
        }
        if (!disk.is("snapshot", "no")) {
            throw disk.rejected(of + ": a disk of type vhostuser has no snapshots", "Write snapshot='no'");
        }
        for (String path : NOT_FOR_VHOST_USER) {
            if (disk.isThere(path)) {
                throw disk.rejected(of + ": " + path + " isn't for a disk of type vhostuser", "Take it away");
            }
        }
        if (Iotune.isThere(disk)) {
            throw disk.rejected(of + ": <iotune> isn't for a disk of type vhostuser", "Take it away");
        }
    }
}
