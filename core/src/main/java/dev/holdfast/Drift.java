package dev.holdfast;

/** What becomes of changes that were made in libvirt behind Holdfast's back. */
public enum Drift {
    /** They are named, and nothing is done. */
    REFUSE,
    /** They are taken over into the spec and the lock. */
    ACCEPT
}
