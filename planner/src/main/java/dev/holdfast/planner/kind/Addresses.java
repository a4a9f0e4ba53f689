package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import dev.holdfast.planner.shape.Spot;
import dev.holdfast.planner.shape.Verdict;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shapes of a device's {@code <address>}, one for each type. */
public final class Addresses {

    /** {@code <address type='pci'>}. */
    public static final Shape PCI = address("pci")
            .attr("domain", Forms.hex(16, 4))
            .attr("bus", Forms.hex(8, 2))
            .attr("slot", Forms.hex(5, 2))
            .attr("function", Forms.hex(3, 1))
            .attr("multifunction", Forms.ON_OFF);

    /** {@code <address type='drive'>}. */
    public static final Shape DRIVE = address("drive")
            .attr("controller", Forms.UINT)
            .attr("bus", Forms.UINT)
            .attr("target", Forms.UINT)
            .attr("unit", Forms.UINT);

    /** {@code <address type='usb'>}; the port is a path such as 1.2. */
    public static final Shape USB =
            address("usb").attr("bus", Forms.UINT).attr("port", UsbPort.FORM);

    /** {@code <address type='virtio-serial'>}. */
    public static final Shape VIRTIO_SERIAL = address("virtio-serial")
            .attr("controller", Forms.UINT)
            .attr("bus", Forms.UINT)
            .attr("port", Forms.UINT);

    /** {@code <address type='ccid'>}. */
    public static final Shape CCID =
            address("ccid").attr("controller", Forms.UINT).attr("slot", Forms.UINT);

    /** {@code <address type='isa'>}. */
    public static final Shape ISA =
            address("isa").attr("iobase", Addresses::baseSixteen).attr("irq", Addresses::baseSixteen);

    /** Where memory begins, always read as hexadecimal; libvirt doesn't write a 0. */
    static final Form BASE = (written, spot) -> {
        try {
            boolean prefixed = written.startsWith("0x") || written.startsWith("0X");
            long base = Long.parseLong(prefixed ? written.substring(2) : written, 16);
            return base == 0 ? null : "0x" + Long.toHexString(base);
        } catch (NumberFormatException e) {
            throw spot.rejected(written, "a hexadecimal number of at most 63 bits is expected");
        }
    };

    /** {@code <address type='dimm'>}. */
    public static final Shape DIMM =
            address("dimm").attr("slot", Forms.DECIMAL).attr("base", BASE).requires("@slot");

    /** {@code <address>} of a PCI device of the host's, in a {@code <source>}. */
    public static final Shape HOST_PCI = Shape.of("address")
            .attr("domain", Forms.hex(32, 4))
            .attr("bus", Forms.hex(8, 2))
            .attr("slot", Forms.hex(5, 2))
            .attr("function", Forms.hex(3, 1))
            .ignores("@type", "@multifunction");

    /** {@code <address type='spapr-vio'>}: another architecture's, which libvirt carries. */
    public static final Shape SPAPR_VIO = address("spapr-vio").attr("reg", Forms.hex(63, 8));

    /** {@code <address type='unassigned'>}: the device isn't put where the guest sees it. */
    public static final Shape UNASSIGNED = address("unassigned");

    /** {@code <address type='virtio-mmio'>}: another machine's, which libvirt carries on PCs as well. */
    public static final Shape VIRTIO_MMIO = address("virtio-mmio");

    private static final Map<String, Shape> TYPES = Map.ofEntries(
            Map.entry("pci", PCI),
            Map.entry("drive", DRIVE),
            Map.entry("usb", USB),
            Map.entry("virtio-serial", VIRTIO_SERIAL),
            Map.entry("ccid", CCID),
            Map.entry("isa", ISA),
            Map.entry("dimm", DIMM),
            Map.entry("spapr-vio", SPAPR_VIO),
            Map.entry("virtio-mmio", VIRTIO_MMIO),
            Map.entry("unassigned", UNASSIGNED));

    /** The same the other way round. */
    private static final Map<Shape, String> NAMES = new IdentityHashMap<>();

    static {
        TYPES.forEach((name, shape) -> NAMES.put(shape, name));
    }

    private Addresses() {}

    /** The shape of an address as it was written, by its type. */
    public static Function<Selection, Shape> byType() {
        return by -> {
            String type = by.element().attribute("type");
            Shape shape = type == null ? null : TYPES.get(type);
            if (shape == null) {
                throw Verdict.unmodelled(by.element(), "<address type='" + type + "'>");
            }
            return shape;
        };
    }

    /** A device's address, where it is of this type; else null. */
    public static @Nullable Draft of(Draft device, Shape type) {
        Draft address = device.child("address");
        return address != null && address.isOf(type) ? address : null;
    }

    /** Fills in what wasn't written of a host's PCI address. */
    public static void completeHostPci(Draft address) {
        address.setIfAbsent("domain", "0x0000")
                .setIfAbsent("bus", "0x00")
                .setIfAbsent("slot", "0x00")
                .setIfAbsent("function", "0x0");
    }

    /** Gives a device a new address. */
    public static Draft give(Draft device, Shape shape) {
        return device.add(shape).set("type", Objects.requireNonNull(NAMES.get(shape)));
    }

    private static Shape address(String type) {
        Form form = (written, spot) -> Objects.requireNonNull(type);
        return Shape.of("address").attr("type", form);
    }

    /** A number with or without 0x before it; hexadecimal either way. */
    private static String baseSixteen(String written, Spot spot) {
        String digits = written.startsWith("0x") || written.startsWith("0X") ? written.substring(2) : written;
        try {
            return Forms.inHex(Integer.toUnsignedLong(Integer.parseUnsignedInt(digits, 16)), 1);
        } catch (NumberFormatException e) {
            throw spot.rejected(written, "a hexadecimal number of at most 32 bits is expected");
        }
    }
}
