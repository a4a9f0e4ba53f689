package dev.holdfast.abi;

import dev.holdfast.domain.PciAddress;

/**
 * Where a guest finds a PCI function.
 *
 * @param address with the guest's number of the bus: what Linux goes by
 * @param way from the root down, device and function of each bridge: what Windows derives a device instance from
 */
record GuestPlace(PciAddress address, String way) {}
