package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import java.util.List;

/**
 * What isn't listed isn't there: the devices that libvirt adds unless it is told not to, and how it is told.
 */
final class Absence {

    private Absence() {}

    /** The domain with every device ruled out that libvirt would add and that the domain doesn't list. */
    static Element ruleOut(Element domain) {
        Element devices = domain.child("devices");
        Element there = devices == null ? Element.of("devices") : devices;
        Element ruled = there;
        if (!usesUsb(there)) {
            ruled = ruled.plus(Element.of("controller", "type", "usb", "model", "none"));
        }
        if (there.child("graphics") != null && there.child("video") == null) {
            ruled = ruled.plus(Element.of("video").plus(Element.of("model", "type", "none")));
        }
        if (there.child("memballoon") == null) {
            ruled = ruled.plus(Element.of("memballoon", "model", "none"));
        }
        Element result = ruled;
        return result == there ? domain : domain.mapChild("devices", old -> result);
    }

    private static boolean usesUsb(Element devices) {
        for (Element device : devices.elements()) {
            String type = device.attribute("type");
            boolean usb =
                    switch (device.name()) {
                        case "controller" -> "usb".equals(type) || "ccid".equals(type);
                        case "input" -> "usb".equals(device.attribute("bus"))
                                || "tablet".equals(type) && device.attribute("bus") == null;
                        case "disk" -> "usb".equals(device.value("target@bus"));
                        case "hostdev" -> "usb".equals(type);
                        case "redirdev" -> !"pci".equals(device.attribute("bus"));
                        case "sound" -> "usb".equals(device.attribute("model"));
                        case "serial" -> "usb-serial".equals(device.value("target@type"));
                        case "interface" -> "usb-net".equals(device.value("model@type"));
                        case "hub", "smartcard" -> true;
                        default -> false;
                    };
            String address = device.value("address@type");
            if (usb || "usb".equals(address) || "ccid".equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** Takes out what is only there to rule a device out, unless the owner wrote it. */
    static void omit(Draft devices) {
        boolean graphics = devices.child("graphics") != null;
        devices.children.removeIf(device -> device.written == null && isRuledOut(device, graphics));
    }

    private static boolean isRuledOut(Draft device, boolean graphics) {
        return switch (device.name) {
            case "controller" -> "usb".equals(device.attributes.get("type"))
                    && "none".equals(device.attributes.get("model"))
                    && device.children.isEmpty()
                    && List.of("type", "model", "index").containsAll(device.attributes.keySet());
            case "memballoon" -> device.children.isEmpty()
                    && device.attributes.size() == 1
                    && "none".equals(device.attributes.get("model"));
            case "video" -> graphics
                    && device.attributes.isEmpty()
                    && device.children.size() == 1
                    && "none".equals(device.get(Path.of("model@type")))
                    && device.children.get(0).attributes.size() == 1;
            default -> false;
        };
    }
}
