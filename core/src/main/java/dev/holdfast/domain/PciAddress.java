package dev.holdfast.domain;

import java.util.Optional;

/**
 * Where a function sits on a PCI bus, in libvirt's numbering: a bus is a controller's index.
 *
 * @param domain PCI domain, 0 to 0xffff
 * @param bus the controller's index, 0 to 0xff
 * @param slot device number, 0 to 0x1f
 * @param function 0 to 7
 */
public record PciAddress(int domain, int bus, int slot, int function) implements Comparable<PciAddress> {

    /** From an {@code <address type='pci'>} element; empty where bus or slot is not given or a number is none. */
    public static Optional<PciAddress> of(Element address) {
        if (!"pci".equals(address.attribute("type"))
                || address.attribute("bus") == null
                || address.attribute("slot") == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PciAddress(
                    number(address, "domain"), number(address, "bus"), number(address, "slot"), number(address, "function")));
        } catch (NumberFormatException e) {
            // The completer judges a number that is none, with its own message.
            return Optional.empty();
        }
    }

    private static int number(Element address, String attribute) {
        String value = address.attribute(attribute);
        return value == null ? 0 : Integer.decode(value.length() > 1 && value.charAt(0) == '0'
                && Character.isDigit(value.charAt(1)) ? value.replaceFirst("^0+(?=.)", "") : value);
    }

    @Override
    public int compareTo(PciAddress other) {
        return Integer.compare(packed(), other.packed());
    }

    private int packed() {
        return domain << 16 | bus << 8 | slot << 3 | function;
    }

    /** {@code 0000:01:00.0}. */
    @Override
    public String toString() {
        return String.format("%04x:%02x:%02x.%x", domain, bus, slot, function);
    }
}
