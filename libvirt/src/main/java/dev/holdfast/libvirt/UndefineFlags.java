package dev.holdfast.libvirt;

import dev.holdfast.domain.Version;

/**
 * How to undefine a dry run: without touching a file of the owner's.
 *
 * <p>Source: virDomainUndefineFlagsValues in libvirt-domain.h. Without a word on the NVRAM, libvirt refuses to undefine
 * a domain that has one.
 *
 * @param bits as virDomainUndefineFlags takes them
 */
record UndefineFlags(int bits) {

    /** VIR_DOMAIN_UNDEFINE_KEEP_NVRAM, libvirt since 2.3; covers the varstore, too, where there is one. */
    private static final int KEEP_NVRAM = 1 << 3;

    /**
     * VIR_DOMAIN_UNDEFINE_KEEP_TPM, libvirt since 8.9; before that a TPM's folder is always named by the UUID, which is
     * ours.
     */
    private static final int KEEP_TPM = 1 << 6;

    private static final Version KNOWS_TPM = new Version(8, 9, 0);

    /** As far as the daemon of this version knows them; it refuses those that it doesn't. */
    static UndefineFlags of(Version daemon) {
        return new UndefineFlags(daemon.isSince(KNOWS_TPM) ? KEEP_NVRAM | KEEP_TPM : KEEP_NVRAM);
    }
}
