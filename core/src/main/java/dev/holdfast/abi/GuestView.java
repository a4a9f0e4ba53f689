package dev.holdfast.abi;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A domain's devices by the names that its guest gives them, after where it finds them. */
final class GuestView {

    private final Element domain;
    private final GuestBuses buses;

    GuestView(Element domain) {
        this.domain = domain;
        this.buses = GuestBuses.of(domain);
    }

    /** Where the guest finds a PCI device; empty for any other. */
    Optional<GuestPlace> place(Element device) {
        Element address = device.child("address");
        // On s390x the guest's address is not this one but the one in <zpci>.
        return address == null || address.child("zpci") != null ? Optional.empty() : buses.place(device);
    }

    /** The name of a network card. */
    Optional<CardName> cardName(Element card) {
        return CardName.of(card, place(card), domain);
    }

    /** A disk's name below /dev/disk/by-path, as udev makes it, without partition; empty where it makes none. */
    Optional<String> diskPath(Element disk) {
        Optional<String> own = bus(disk);
        if (own.isPresent()) {
            return own;
        }
        Element address = disk.child("address");
        if (address == null || !"drive".equals(address.attribute("type"))) {
            return Optional.empty();
        }
        String type = Objects.requireNonNullElse(disk.value("target@bus"), "");
        Optional<String> behind = controller(type, value(address, "controller")).flatMap(this::bus);
        String bus = value(address, "bus");
        String unit = value(address, "unit");
        return switch (type) {
            case "scsi" -> behind.map(pci -> pci + "-scsi-0:" + bus + ":" + value(address, "target") + ":" + unit);
            case "sata" -> behind.map(pci -> pci + "-ata-" + plusOne(unit));
            case "ide" -> behind.map(pci -> pci + "-ata-" + plusOne(bus) + "." + unit);
            default -> Optional.empty();
        };
    }

    /** A device's own place, as udev begins a path with it. */
    private Optional<String> bus(Element device) {
        Element address = device.child("address");
        if (address == null) {
            return Optional.empty();
        }
        return switch (String.valueOf(address.attribute("type"))) {
            case "pci" -> place(device).map(place -> "pci-" + place.address());
            case "usb" -> controller("usb", value(address, "bus"))
                    .flatMap(this::bus)
                    .map(pci -> pci + "-usb-0:" + value(address, "port") + ":1.0-scsi-0:0:0:0");
            default -> Optional.empty();
        };
    }

    private Optional<Element> controller(String type, String index) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> device.name().equals("controller"))
                .filter(controller -> type.equals(controller.attribute("type")))
                .filter(controller -> NormalForm.same(index, controller.attribute("index")))
                .findFirst();
    }

    private static String value(Element address, String attribute) {
        return zero(address.attribute(attribute));
    }

    private static String zero(@Nullable String value) {
        return value == null ? "0" : value;
    }

    private static String plusOne(String number) {
        return NormalForm.number(number).map(n -> n.add(BigInteger.ONE).toString()).orElse(number);
    }
}
