package dev.holdfast.match;

import dev.holdfast.domain.Facts;
import org.jspecify.annotations.Nullable;

/**
 * One value that is not the same before and after.
 *
 * @param path where, as {@link Facts} names it; the device's kind for a whole device
 * @param before null where there was none
 * @param after null where there is none
 */
public record Difference(String path, @Nullable String before, @Nullable String after) {

    /** Below the device, as a person reads it: {@code address}; empty for the whole device. */
    public String what() {
        String below = Facts.below(path);
        return below.equals(path) ? "" : below;
    }

    /** What from what to what: {@code model@type virtio -> e1000}, {@code gone}, {@code new}. */
    public String change() {
        if (what().isEmpty()) {
            return after == null ? "gone" : "new";
        }
        return what() + " " + values();
    }

    /** From what to what: {@code virtio -> e1000}, {@code none -> present}. */
    public String values() {
        return shown(before) + " -> " + shown(after);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "none" : value.isEmpty() ? "present" : value;
    }
}
