package dev.holdfast.cli.show;

import dev.holdfast.lock.LockedDevice;
import java.util.List;

/**
 * A bus that isn't PCI, and its devices.
 *
 * @param name such as {@code sata 0}; {@code no address} for what libvirt gives none
 * @param devices in the domain's order
 */
public record Other(String name, List<LockedDevice> devices) {

    /** For what libvirt gives no address. */
    static final String NO_ADDRESS = "no address";
}
