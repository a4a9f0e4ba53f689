package dev.holdfast.abi;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network card's name as systemd makes it (systemd.net-naming-scheme(7)): by the first of onboard index, hotplug slot
 * and path that there is.
 *
 * @param path by path, {@code enp1s0}
 * @param preferred the one that the card goes by: {@code eno1} where libvirt gives it an ACPI index, {@code ens3} on
 *     the root bus of an i440FX, whose ACPI tables number its slots; the path elsewhere, because a port of a q35 numbers
 *     its slot 0 and systemd takes no slot of that number
 */
record CardName(String path, String preferred) {

    /** The name; empty for a card that isn't on PCI or CCW, or behind another root than the machine's own. */
    static Optional<CardName> of(Element card, Optional<GuestPlace> at, Element domain) {
        Element address = card.child("address");
        if (address != null && "ccw".equals(address.attribute("type"))) {
            return Optional.of(channel(address));
        }
        return at.map(place -> {
            String function = function(place, address);
            String path = "enp" + place.address().bus() + "s" + place.address().slot() + function;
            String onboard = card.value("acpi@index");
            boolean numbered = place.address().bus() == 0 && place.address().slot() > 0 && numbersSlots(domain);
            return new CardName(
                    path,
                    onboard != null ? "eno" + onboard : numbered ? "ens" + place.address().slot() + function : path);
        });
    }

    /** {@code ens3 (enp0s3)}, or the path alone. */
    @Override
    public String toString() {
        return preferred.equals(path) ? path : preferred + " (" + path + ")";
    }

    /** A function has its number in the name unless it is the only one that its slot says it has. */
    private static String function(GuestPlace place, @Nullable Element address) {
        boolean several = address != null && "on".equals(address.attribute("multifunction"));
        return several || place.address().function() > 0 ? "f" + place.address().function() : "";
    }

    /** QEMU's ACPI tables give the slots of an i440FX their numbers where hotplug is on and the guest has ACPI. */
    private static boolean numbersSlots(Element domain) {
        String machine = String.valueOf(domain.value("os/type@machine"));
        boolean hasAcpi = domain.value("features/acpi") != null;
        return hasAcpi
                && (machine.equals("pc") || machine.startsWith("pc-i440fx") || machine.startsWith("pc-0") || machine.startsWith("pc-1"))
                && domain.elements("devices").stream()
                        .flatMap(devices -> devices.elements("controller").stream())
                        .noneMatch(CardName::isRootWithoutHotplug);
    }

    private static boolean isRootWithoutHotplug(Element controller) {
        return "pci-root".equals(controller.attribute("model"))
                && NormalForm.same("0", controller.attribute("index"))
                && "off".equals(controller.value("target@hotplug"));
    }

    /** {@code enc1} for 0.0.0001; libvirt's own css 0xfe is the guest's 0. */
    private static CardName channel(Element address) {
        String digits = hex(address.attribute("ssid")) + "." + pad(hex(address.attribute("devno")));
        int start = 0;
        while (start < digits.length() - 1 && (digits.charAt(start) == '0' || digits.charAt(start) == '.')) {
            start++;
        }
        String name = "enc" + digits.substring(start);
        return new CardName(name, name);
    }

    private static String hex(@Nullable String number) {
        return NormalForm.number(number == null ? "0" : number).map(n -> n.toString(16)).orElse("0");
    }

    private static String pad(String devno) {
        return "0".repeat(Math.max(0, 4 - devno.length())) + devno;
    }
}
