package dev.holdfast.domain;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a function sits on a PCI bus, in libvirt's numbering: a bus is a controller's index.
 *
 * @param domain PCI domain, 0 to 0xffff
 * @param bus the controller's index, 0 to 0xff
 * @param slot device number, 0 to 0x1f
 * @param function 0 to 7
 */
public record PciAddress(int domain, int bus, int slot, int function) implements Comparable<PciAddress> {

    /** That of a device; empty where it has none, or one of another kind. */
    public static Optional<PciAddress> in(Element device) {
        Element address = device.child("address");
        return address == null ? Optional.empty() : of(address);
    }

    /** From an {@code <address type='pci'>} element; empty where bus or slot is not given or a number is none. */
    public static Optional<PciAddress> of(Element address) {
        if (!"pci".equals(address.attribute("type"))
                || address.attribute("bus") == null
                || address.attribute("slot") == null) {
            return Optional.empty();
        }
        int domain = number(address, "domain");
        int bus = number(address, "bus");
        int slot = number(address, "slot");
        int function = number(address, "function");
        // The completer judges a number that is none, with its own message.
        return domain < 0 || bus < 0 || slot < 0 || function < 0
                ? Optional.empty()
                : Optional.of(new PciAddress(domain, bus, slot, function));
    }

    /** -1 where it is none, or more than any address has. */
    private static int number(Element address, String attribute) {
        String value = address.attribute(attribute);
        return value == null
                ? 0
                : NormalForm.numberAsC(value)
                        .filter(n -> n.bitLength() <= 16)
                        .map(BigInteger::intValue)
                        .orElse(-1);
    }

    @Override
    public int compareTo(PciAddress other) {
        return Integer.compare(packed(), other.packed());
    }

    private int packed() {
        return domain << 16 | bus << 8 | slot << 3 | function;
    }

    /** {@code 0000:01:00.0}. */
    // These two written out: what a record has by itself is put together at the first use, and a start would wait for that.
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof PciAddress other
                && domain == other.domain
                && bus == other.bus
                && slot == other.slot
                && function == other.function;
    }

    @Override
    public int hashCode() {
        return packed();
    }

    @Override
    public String toString() {
        return hex(domain, 4) + ":" + hex(bus, 2) + ":" + hex(slot, 2) + "." + hex(function, 1);
    }

    private static String hex(int value, int digits) {
        String hex = Integer.toHexString(value);
        return "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }
}
