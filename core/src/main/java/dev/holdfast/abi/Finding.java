package dev.holdfast.abi;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a guest would notice of being moved from one domain to another.
 *
 * @param severity how bad it is
 * @param device which device, as a user would name it; {@code domain} for what belongs to none
 * @param path what of it, as {@link dev.holdfast.domain.Facts} names it; the device's kind for the whole device
 * @param before its value in the old domain; null where there was none
 * @param after its value in the new domain; null where there is none
 * @param notice what the guest notices, in words
 */
public record Finding(
        Severity severity,
        String device,
        String path,
        @Nullable String before,
        @Nullable String after,
        String notice) {

    /** Below the device, as a person reads it: {@code address}; empty for the whole device. */
    public String what() {
        int slash = path.indexOf('/');
        int at = path.indexOf('@');
        int end = slash < 0 ? at : at < 0 ? slash : Math.min(slash, at);
        return end < 0 ? "" : path.substring(end + 1);
    }

    /** {@code breaks: interface 52:54:00:00:00:01: address pci 0000:01:00.0 -> pci 0000:02:00.0: it is renamed}. */
    @Override
    public String toString() {
        return severity + ": " + device + ": " + change() + ": " + notice;
    }

    /** What from what to what: {@code model@type virtio -> e1000}, {@code gone}, {@code new}. */
    public String change() {
        if (what().isEmpty()) {
            return after == null ? "gone" : "new";
        }
        return what() + " " + shown(before) + " -> " + shown(after);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "none" : value.isEmpty() ? "present" : value;
    }
}
