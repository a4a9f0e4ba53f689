package dev.holdfast.domain;

/** How large an input may be before it is refused rather than read. */
public final class Limits {

    /** Characters in one document: 4 Mi. The largest domain a libvirt accepts is far below it. */
    public static final int CHARACTERS = 4 << 20;

    /** Levels of nesting. libvirt's own domains stay under 12. */
    public static final int DEPTH = 64;

    /** Elements, or YAML nodes with every alias written out. */
    public static final int NODES = 200_000;

    private Limits() {}
}
