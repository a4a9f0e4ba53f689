package dev.holdfast.cli.show.page;

import dev.holdfast.domain.AddressText;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.lock.LockedDevice;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a device is, as short as its kind of address allows.
 *
 * @param lead what may be left out where there is little room: PCI's domain where it is the usual one
 * @param text the rest
 * @param whole all of it, each part with its name
 */
record Place(String lead, String text, String whole) {

    private static final List<String> DRIVE = List.of("controller", "bus", "target", "unit");

    /** A device's; null where it has none. */
    static @Nullable Place of(LockedDevice device) {
        Element address = device.element().child("address");
        if (address == null) {
            return null;
        }
        PciAddress pci = PciAddress.of(address).orElse(null);
        if (pci != null) {
            String text = pci.toString();
            boolean usual = text.startsWith("0000:");
            return new Place(usual ? "0000:" : "", usual ? text.substring(5) : text, text);
        }
        String whole = AddressText.of(address);
        return whole.isEmpty() ? null : new Place("", shortened(address, whole), whole);
    }

    private static String shortened(Element address, String whole) {
        Map<String, String> parts = address.attributes();
        String type = String.valueOf(parts.get("type"));
        return switch (type) {
            case "drive" -> DRIVE.stream().map(part -> parts.getOrDefault(part, "0")).collect(Collectors.joining(":"));
            case "usb", "virtio-serial", "ccid" -> {
                String port = parts.get(type.equals("ccid") ? "slot" : "port");
                yield port == null ? whole : (type.equals("ccid") ? "slot " : "port ") + port;
            }
            default -> whole;
        };
    }
}
