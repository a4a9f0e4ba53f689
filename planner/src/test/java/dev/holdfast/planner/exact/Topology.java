package dev.holdfast.planner.exact;

import java.util.List;
import java.util.Locale;

/** Which of libvirt's messages are about where devices are: slots, buses, ports, indexes, controllers, addresses. */
final class Topology {

    private static final List<String> SIGNS = List.of(
            "pci address",
            "pci controller",
            "pci bus",
            "pci slot",
            "pci-root",
            "pcie-root",
            "pci_root",
            "connect flags",
            "a pci slot is needed",
            "usb bus",
            "usb port",
            "usb address",
            "usb controller",
            "usb hub",
            "usb is disabled",
            "no free usb",
            "there is no hub",
            "drive address",
            "controllers with index",
            "controller must have pci",
            "ide controller",
            "duplicate id",
            "virtio serial port",
            "virtio-serial port",
            "address type",
            "ccid",
            "out of range",
            "slot must be",
            "busnr",
            "chassis",
            "memory slot");

    private Topology() {}

    static boolean isMeantBy(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(lower::contains);
    }
}
