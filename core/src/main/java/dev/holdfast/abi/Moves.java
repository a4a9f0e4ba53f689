package dev.holdfast.abi;

import static dev.holdfast.abi.Severity.BREAKS;
import static dev.holdfast.abi.Severity.HARMLESS;
import static dev.holdfast.abi.Severity.MAY_BREAK;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.AddressText;
import dev.holdfast.domain.Element;
import dev.holdfast.match.Difference;
import java.util.Optional;

/**
 * Devices that stay and are found elsewhere. A guest may find one elsewhere whose address is what it was, because the
 * bus is numbered otherwise or the disk's controller moved; and one at the same place whose address is another.
 */
final class Moves {

    private final GuestView before;
    private final GuestView after;

    Moves(Element before, Element after) {
        this.before = new GuestView(before);
        this.after = new GuestView(after);
    }

    /** True for a value that is part of where a device is. */
    static boolean isAbout(String path) {
        int slash = path.indexOf('/');
        return slash > 0 && path.startsWith("/address@", slash);
    }

    /** What the guest notices of where a device is; empty where it finds it where it was. */
    Optional<Finding> of(Element was, Element is) {
        String old = address(was);
        String now = address(is);
        boolean stays = old.equals(now);
        Optional<Consequence> consequence = switch (is.name()) {
            case "interface" -> renamed(was, is);
            case "disk" -> repathed(was, is);
            default -> Optional.empty();
        };
        Optional<GuestPlace> from = before.place(was);
        Optional<GuestPlace> to = after.place(is);
        if (consequence.isEmpty() && from.isPresent() && to.isPresent()) {
            consequence = from.equals(to) ? sameToGuest(stays) : Optional.of(Relocation.of(is, from.get(), to.get()));
        }
        if (consequence.isEmpty() && !stays) {
            consequence = Optional.of(Effects.ofDevice(is.name() + "/address"));
        }
        boolean renumbered = from.isPresent() && !from.equals(to);
        return consequence.map(found -> new Finding(
                DeviceKinds.label(is),
                new Difference(
                        is.name() + "/address",
                        stays ? inGuest(before, was, renumbered) : old,
                        stays ? inGuest(after, is, renumbered) : now),
                found));
    }

    /** Where the guest finds a device whose address doesn't tell. */
    private static String inGuest(GuestView view, Element device, boolean renumbered) {
        Optional<String> name = renumbered
                ? view.place(device).map(place -> "pci " + place.address() + " in the guest")
                : device.name().equals("disk")
                        ? view.diskPath(device)
                        : view.cardName(device).map(CardName::toString);
        return name.orElse("elsewhere");
    }

    private Optional<Consequence> renamed(Element was, Element is) {
        Optional<CardName> old = before.cardName(was);
        Optional<CardName> now = after.cardName(is);
        if (old.isEmpty() || now.isEmpty() || old.get().preferred().equals(now.get().preferred())) {
            return Optional.empty();
        }
        return Optional.of(new Consequence(
                BREAKS,
                old.get() + " becomes " + now.get() + "; Windows sets up a new network card",
                "what is configured for the old name is not applied"));
    }

    private Optional<Consequence> repathed(Element was, Element is) {
        Optional<String> old = before.diskPath(was);
        Optional<String> now = after.diskPath(is);
        if (old.isEmpty() || now.isEmpty() || old.equals(now)) {
            return Optional.empty();
        }
        return Optional.of(new Consequence(
                MAY_BREAK,
                "by-path/" + old.get() + " becomes by-path/" + now.get() + "; Windows may mark the disk offline",
                "what mounts by UUID or label finds it"));
    }

    private static Optional<Consequence> sameToGuest(boolean stays) {
        return stays
                ? Optional.empty()
                : Optional.of(new Consequence(
                        HARMLESS,
                        "libvirt numbers the bus otherwise; the guest finds it where it was",
                        "the firmware numbers buses by where their bridges are"));
    }

    private static String address(Element device) {
        Element address = device.child("address");
        return address == null ? "none" : AddressText.withType(address);
    }
}
