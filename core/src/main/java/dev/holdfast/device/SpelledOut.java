package dev.holdfast.device;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Values;
import dev.holdfast.domain.Version;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that every libvirt implies and only newer ones write. A device that an older libvirt completed means the
 * same as one with the implied value written out; a newer libvirt that is left to choose may choose otherwise.
 */
public final class SpelledOut {

    /**
     * One such value.
     *
     * @param kind of which devices
     * @param child the child element that carries it; empty for the device itself
     * @param attribute which attribute
     * @param implied what a device without it means; null where the row is not about it
     * @param since the first libvirt that writes it, as far as the lab tells: not 11.3, but 12.8
     */
    private record Row(
            String kind, String child, String attribute, Function<Values, @Nullable String> implied, Version since) {}

    private static final Version WRITTEN_SINCE = new Version(12, 0, 0);

    private static final List<Row> ROWS = List.of(
            // Left to choose, a libvirt that knows usb-bot gives it to CD-ROMs; an older one always gave usb-storage.
            new Row(
                    "disk",
                    "",
                    "model",
                    disk -> "usb".equals(disk.value("target@bus")) ? "usb-storage" : null,
                    WRITTEN_SINCE),
            new Row("video", "model", "device", SpelledOut::virtioVideo, WRITTEN_SINCE));

    private SpelledOut() {}

    private static @Nullable String virtioVideo(Values video) {
        if (!"virtio".equals(video.value("model@type"))) {
            return null;
        }
        String device = "vhostuser".equals(video.value("driver@name")) ? "vhost-user-" : "virtio-";
        return device + ("yes".equals(video.value("model@primary")) ? "vga" : "gpu");
    }

    /** A device with every implied value written out. */
    public static Element in(Element device) {
        Element spelled = device;
        for (Row row : ROWS) {
            String implied = row.kind().equals(device.name()) ? row.implied().apply(device) : null;
            if (implied != null && value(spelled, row) == null) {
                spelled = with(spelled, row, implied);
            }
        }
        return spelled;
    }

    /**
     * A device as this libvirt is told of it: implied values written out where it knows them, left out where not.
     *
     * @param locked the same device as a lock holds it, which says what it implies
     */
    public static Element forLibvirt(Element device, Values locked, Version libvirt) {
        Element told = device;
        for (Row row : ROWS) {
            String implied = row.kind().equals(device.name()) ? row.implied().apply(locked) : null;
            if (implied == null) {
                continue;
            }
            String value = value(locked, row);
            if (libvirt.isSince(row.since())) {
                told = with(told, row, value == null ? implied : value);
            } else if (implied.equals(value(told, row))) {
                told = without(told, row);
            }
        }
        return told;
    }

    private static @Nullable String value(Values device, Row row) {
        return device.value(row.child() + "@" + row.attribute());
    }

    private static Element with(Element device, Row row, String value) {
        return row.child().isEmpty()
                ? device.withAttribute(row.attribute(), value)
                : device.mapChild(row.child(), child -> child.withAttribute(row.attribute(), value));
    }

    private static Element without(Element device, Row row) {
        return row.child().isEmpty()
                ? device.withoutAttribute(row.attribute())
                : device.mapChild(row.child(), child -> child.withoutAttribute(row.attribute()));
    }
}
