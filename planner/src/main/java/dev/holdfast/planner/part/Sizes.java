package dev.holdfast.planner.part;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Spot;
import org.jspecify.annotations.Nullable;

/** Sizes of memory: a number with a unit, which libvirt gives back in KiB. */
public final class Sizes {

    /** The most that a limit can be, which is no limit. */
    static final long UNLIMITED = (1L << 53) - 1;

    private static final long KIB = 1024;

    private Sizes() {}

    /** An element with a size in KiB; the unit stands in {@code unit}. */
    public static Shape element(String name) {
        return Shape.text(name, kib("unit")).constant("unit", "KiB");
    }

    /** A size whose unit stands in another attribute of the same element, rounded up to KiB. */
    public static Form kib(String unitAttribute) {
        return (written, spot) -> {
            if (written.isEmpty()) {
                return null;
            }
            String unit = spot.element().attribute(unitAttribute);
            return unit != null && unit.equals("KiB") && isPlain(written)
                    ? written
                    : Long.toString(ceilKib(bytes(written, unit, KIB, spot)));
        };
    }

    /** An element with a limit in KiB, which libvirt doesn't write where it is none. */
    static Shape limit(String name) {
        Form kib = kib("unit");
        return Shape.text(name, (written, spot) -> {
                    String limit = kib.read(written, spot);
                    return limit == null || Long.parseLong(limit) >= UNLIMITED ? null : limit;
                })
                .constant("unit", "KiB");
    }

    /** How many KiB a draft's text says; 0 where there is none. */
    public static long of(@Nullable Draft draft) {
        String text = draft == null ? null : draft.text();
        return text == null ? 0 : Long.parseLong(text);
    }

    /** A size in bytes. */
    static long bytes(String written, @Nullable String unit, long usual, Spot spot) {
        long number = number(written, spot);
        long scale = scale(unit, usual, spot);
        if (number > Long.MAX_VALUE / scale) {
            throw spot.rejected(written + (unit == null ? "" : " " + unit), "sizes end at 2^63 bytes");
        }
        return number * scale;
    }

    static long ceilKib(long bytes) {
        return bytes / KIB + (bytes % KIB == 0 ? 0 : 1);
    }

    private static boolean isPlain(String written) {
        if (written.length() > 15 || written.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) < '0' || written.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long number(String written, Spot spot) {
        try {
            long number = Long.parseLong(written.stripLeading());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a negative number.
        }
        throw spot.rejected(written, "a size is a whole number from 0 on");
    }

    private static long scale(@Nullable String unit, long usual, Spot spot) {
        if (unit == null || unit.isEmpty()) {
            return usual;
        }
        if (unit.equalsIgnoreCase("b") || unit.equalsIgnoreCase("byte") || unit.equalsIgnoreCase("bytes")) {
            return 1;
        }
        int power = "kmgtpe".indexOf(Character.toLowerCase(unit.charAt(0))) + 1;
        String rest = unit.substring(1);
        boolean binary = rest.isEmpty() || rest.equalsIgnoreCase("ib");
        if (power == 0 || !binary && !rest.equalsIgnoreCase("b")) {
            throw spot.rejected(unit, "a unit is one of bytes, KiB, KB, MiB, MB, GiB, GB, TiB, TB, PiB, PB, EiB, EB");
        }
        long scale = 1;
        for (int i = 0; i < power; i++) {
            scale *= binary ? 1024 : 1000;
        }
        return scale;
    }
}
