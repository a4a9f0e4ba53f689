package dev.holdfast.cli.show;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.lock.LockedDevice;
import org.jspecify.annotations.Nullable;

/**
 * One address on a PCI bus, and who has it.
 *
 * @param address the address
 * @param device the device there
 * @param behind the bus that it leads to; null for a device that is no port or bridge
 */
public record Seat(PciAddress address, LockedDevice device, @Nullable Bus behind) {}
