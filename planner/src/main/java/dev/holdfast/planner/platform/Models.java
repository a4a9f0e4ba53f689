package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which models of devices a platform's QEMU lacks: those that came with a later QEMU, or went, or that no platform has. */
final class Models {

    /**
     * A model that isn't there on every platform.
     *
     * @param device the device's element
     * @param model how domain XML names it
     * @param from the first QEMU that has it
     * @param until the first QEMU that has it no more; null while it's there
     */
    private record Range(String device, String model, Version from, @Nullable Version until) {}

    private static final Version FIRST = new Version(0, 0, 0);

    /** Debian builds its QEMU without SPICE since 10.0. */
    private static final Version NO_SPICE = new Version(10, 0, 0);

    private static final List<Range> RANGES = List.of(
            new Range("graphics", "spice", FIRST, NO_SPICE),
            new Range("graphics", "dbus", new Version(7, 0, 0), null),
            new Range("graphics", "rdp", FIRST, FIRST),
            new Range("graphics", "desktop", FIRST, FIRST),
            new Range("video", "qxl", FIRST, NO_SPICE),
            new Range("video", "xen", FIRST, FIRST),
            new Range("video", "vbox", FIRST, FIRST),
            new Range("video", "parallels", FIRST, FIRST),
            new Range("video", "gop", FIRST, FIRST),
            new Range("sound", "ich7", FIRST, FIRST),
            new Range("sound", "virtio", new Version(8, 2, 0), null),
            new Range("panic", "pseries", FIRST, FIRST),
            new Range("panic", "s390", FIRST, FIRST),
            new Range("tpm/backend", "emulator", FIRST, new Version(6, 0, 0)),
            new Range("tpm/backend", "external", FIRST, FIRST),
            new Range("video", "virtio-gl", FIRST, new Version(10, 0, 0)),
            new Range("tpm", "tpm-spapr", FIRST, FIRST),
            new Range("tpm", "spapr-tpm-proxy", FIRST, FIRST));

    private Models() {}

    static boolean has(PlannedPlatform platform, String device, String model) {
        for (Range range : RANGES) {
            if (range.device().equals(device) && range.model().equals(model)) {
                return platform.qemu().isSince(range.from())
                        && (range.until() == null || !platform.qemu().isSince(range.until()));
            }
        }
        return true;
    }
}
