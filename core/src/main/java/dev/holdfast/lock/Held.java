package dev.holdfast.lock;

import org.jspecify.annotations.Nullable;

/**
 * One value that a lock holds.
 *
 * @param value the value, in libvirt's own form
 * @param origin who decided it
 * @param written what the owner wrote instead, where that is something else: {@code q35} for a machine version
 */
public record Held(String value, Origin origin, @Nullable String written) {

    /** A value that nobody wrote differently. */
    public static Held of(String value, Origin origin) {
        return new Held(value, origin, null);
    }

    /** True where the value stands in the spec but not in the domain. */
    public boolean isIgnored() {
        return origin instanceof Origin.Ignored;
    }

    /** True where the VM's owner wrote the value, in this form or another. */
    public boolean isOwners() {
        return origin instanceof Origin.Owner;
    }
}
