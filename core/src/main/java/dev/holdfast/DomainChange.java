package dev.holdfast;

import org.jspecify.annotations.Nullable;

/**
 * One difference between what a spec and its lock stand for and what a libvirt has.
 *
 * @param device the id of the device, {@code domain} for what belongs to none
 * @param path which value, as {@link dev.holdfast.domain.Facts} names it; the device's kind for a whole device
 * @param before what spec and lock stand for; null where they have no such value
 * @param after what libvirt has; null where it has no such value
 */
public record DomainChange(String device, String path, @Nullable String before, @Nullable String after) {

    /** {@code disk-vda: disk/target@bus virtio -> sata}. */
    @Override
    public String toString() {
        if (before == null) {
            return device + ": " + path + " added" + (after == null || after.isEmpty() ? "" : ": " + after);
        }
        if (after == null) {
            return device + ": " + path + " removed" + (before.isEmpty() ? "" : ", was " + before);
        }
        return device + ": " + path + " " + before + " -> " + after;
    }
}
