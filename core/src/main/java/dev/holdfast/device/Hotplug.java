package dev.holdfast.device;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which devices libvirt plugs into a VM that runs, and out of it (libvirt 7.0 to 12.8). What has no row, libvirt is asked
 * for: a kind that came later, or one of which some of its versions take some models.
 */
public final class Hotplug {

    /** Which values of a kind can be plugged. */
    private record Row(String path, Set<String> pluggable) {}

    private static final Map<String, Row> ROWS = new HashMap<>();

    static {
        row("disk", "target@bus", "virtio", "scsi", "usb");
        row("controller", "@type", "scsi");
        row("input", "@bus", "virtio", "usb");
        row("channel", "target@type", "virtio", "guestfwd");
        row("serial", "target@type", "pci-serial", "usb-serial");
        for (String kind : "audio crypto graphics hub iommu memballoon nvram panic parallel pstore redirfilter smartcard tpm video"
                .split(" ")) {
            row(kind, "");
        }
    }

    private Hotplug() {}

    private static void row(String kind, String path, String... pluggable) {
        ROWS.put(kind, new Row(path, Set.of(pluggable)));
    }

    /** Why a device can't be plugged in or out while its VM runs; null where it can, or only libvirt knows. */
    public static @Nullable String refusal(Element device) {
        Row row = ROWS.get(device.name());
        if (row == null) {
            return null;
        }
        if (row.pluggable().isEmpty()) {
            return "libvirt plugs no " + device.name() + " into a running VM, nor out of it";
        }
        String value = said(device, row.path());
        return row.pluggable().contains(value)
                ? null
                : "a " + device.name() + " whose " + row.path().substring(row.path().indexOf('@') + 1) + " is " + value
                        + " can't be plugged into a running VM, nor out of it; one of these can: "
                        + String.join(", ", new TreeSet<>(row.pluggable()));
    }

    private static String said(Values device, String path) {
        String value = device.value(path);
        return value == null ? "left open" : value;
    }
}
