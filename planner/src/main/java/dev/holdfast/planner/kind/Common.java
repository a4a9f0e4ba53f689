package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** Shapes that many device kinds share. */
public final class Common {

    /** {@code <alias>}: libvirt keeps an owner's, which begins with {@code ua-}, and reads over any other. */
    public static final Shape ALIAS = Shape.of("alias").attr("name", (written, spot) -> isOwners(written) ? written : null);

    /** {@code <boot>} of a device. */
    public static final Shape BOOT = Shape.of("boot")
            .attr("order", Forms.decimal(1, 0xffff_ffffL))
            .attr("loadparm", Forms.unmodelled());

    /** {@code <acpi>} of a device. */
    public static final Shape ACPI = Shape.of("acpi").attr("index", Forms.UINT_UNLESS_ZERO);

    /** {@code <rom>} of a PCI device. */
    public static final Shape ROM = Shape.of("rom")
            .attr("enabled", Forms.YES_NO)
            .attr("bar", Forms.ON_OFF)
            .attr("file", Forms.TEXT);

    /** What {@code <driver>} has for any virtio device. */
    static final List<String> VIRTIO_OPTIONS = List.of("iommu", "ats", "packed", "page_per_vq");

    private Common() {}

    /**
     * That nothing is said of a ROM that isn't there.
     *
     * @param of which device, for messages
     */
    public static void checkRom(Draft device, String of) {
        Draft rom = device.child("rom");
        if (rom != null && rom.is("enabled", "no") && (rom.has("bar") || rom.has("file"))) {
            throw rom.rejected(of + ": <rom enabled='no'> says how the ROM is", "Take bar and file away");
        }
    }

    /** And what {@code <driver>} has for any virtio device, after its own attributes. */
    public static Shape virtio(Shape driver) {
        return driver.attr("iommu", Forms.ON_OFF)
                .attr("ats", Forms.ON_OFF)
                .attr("packed", Forms.ON_OFF)
                .attr("page_per_vq", Forms.ON_OFF, Versions.libvirt(7, 9));
    }

    private static boolean isOwners(String alias) {
        for (int i = 0; i < alias.length(); i++) {
            char c = alias.charAt(i);
            if (c > 'z' || !Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return alias.startsWith("ua-");
    }
}
