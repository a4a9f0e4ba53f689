package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;

/** Versions of libvirt from which rules hold. */
public final class Versions {

    private Versions() {}

    /** libvirt {@code major.minor.0}. */
    public static Version libvirt(int major, int minor) {
        return new Version(major, minor, 0);
    }
}
