package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import org.jspecify.annotations.Nullable;

/** Which device of the host's a {@code <hostdev>} is: what no other may name too. */
final class SourceKey {

    private SourceKey() {}

    /** The device, such as {@code 0000:06:12.0}; null where nothing names one. */
    static @Nullable String of(Draft hostdev) {
        Draft source = hostdev.child("source");
        if (source == null) {
            return null;
        }
        Draft address = source.child("address");
        return switch (hostdev.get("type", "")) {
            case "pci" -> address == null ? null : pci(address);
            case "mdev" -> address == null ? null : address.get("uuid");
            case "scsi_host" -> source.get("wwpn");
            case "scsi" -> scsi(source, address);
            case "usb" -> usb(source, address);
            default -> null;
        };
    }

    /** A host's PCI address, as lspci has it. */
    static String pci(Draft address) {
        return digits(address.get("domain", "0x0000"))
                + ":" + digits(address.get("bus", "0x00"))
                + ":" + digits(address.get("slot", "0x00"))
                + "." + digits(address.get("function", "0x0"));
    }

    private static String digits(String hexadecimal) {
        return hexadecimal.startsWith("0x") ? hexadecimal.substring(2) : hexadecimal;
    }

    private static @Nullable String scsi(Draft source, @Nullable Draft address) {
        Draft host = source.child("host");
        if (host != null) {
            return source.ifAny("name") + " at " + host.ifAny("name") + ":" + host.get("port", "");
        }
        return address == null
                ? null
                : source.at("adapter@name") + ":" + address.get("bus") + ":" + address.get("target") + ":"
                        + address.get("unit");
    }

    private static String usb(Draft source, @Nullable Draft address) {
        if (address != null && !address.is("bus", "0") && !address.is("device", "0")) {
            return "bus " + address.get("bus") + " device " + address.get("device");
        }
        return source.at("vendor@id") + ":" + source.at("product@id");
    }
}
