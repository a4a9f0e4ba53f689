package dev.holdfast.abi;

import java.util.Locale;

/** How bad a change is for a guest that was set up before it, the worst first. */
public enum Severity {
    /** Something stops working until somebody puts it right inside the guest. */
    BREAKS,
    /** It depends on the guest: on its system, its drivers, what it is licensed by. */
    MAY_BREAK,
    /** The guest can tell, or libvirt's own check refuses it, and nothing in the guest minds. */
    HARMLESS;

    /** As programs have it: {@code may-break}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code may break}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
