package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Preset;
import dev.holdfast.planner.shape.Presets;
import org.jspecify.annotations.Nullable;

/** A device on PCI, or one that its owner put there, and where it is. */
final class PciDevice {

    private static final String DOMAIN = Forms.inHex(0, 4);
    private static final String[] BUSES = inHex(256, 2);
    private static final String[] FUNCTIONS = inHex(8, 1);

    /** The addresses by bus, slot and function: the same ones are in most domains. */
    private static final Presets ADDRESSES = new Presets(
            256 << 8, at -> Preset.of(Addresses.PCI, "pci", DOMAIN, BUSES[at >> 8], BUSES[at >> 3 & 0x1f], FUNCTIONS[at & 7]));

    private final Draft draft;
    private final @Nullable PciPlug plug;
    private @Nullable PciAddress place;
    private final boolean isElsewhere;

    private PciDevice(Draft draft, @Nullable PciPlug plug, @Nullable PciAddress place, boolean isElsewhere) {
        this.draft = draft;
        this.plug = plug;
        this.place = place;
        this.isElsewhere = isElsewhere;
    }

    private static String[] inHex(int count, int digits) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = Forms.inHex(i, digits);
        }
        return texts;
    }

    /** A device; null where it neither is nor was put on PCI. What its owner left out of its address is written out. */
    static @Nullable PciDevice of(Draft draft, PciPlugs plugs) {
        Draft address = draft.child("address");
        boolean onPci = address != null && address.isOf(Addresses.PCI);
        PciPlug plug = plugs.of(draft);
        if (plug == null && !onPci) {
            return null;
        }
        return new PciDevice(draft, plug, onPci && address != null ? written(address) : null, address != null && !onPci);
    }

    /** A device that has no address yet. */
    static PciDevice unplaced(Draft draft, @Nullable PciPlug plug) {
        return new PciDevice(draft, plug, null, false);
    }

    /** An address of nothing but zeros counts as none. */
    private static @Nullable PciAddress written(Draft address) {
        PciAddress found = new PciAddress(
                address.number("domain", 0), address.number("bus", 0), address.number("slot", 0), address.number("function", 0));
        if (found.domain() == 0 && found.bus() == 0 && found.slot() == 0) {
            return null;
        }
        address.setIfAbsent("domain", DOMAIN)
                .setIfAbsent("bus", BUSES[0])
                .setIfAbsent("slot", BUSES[0])
                .setIfAbsent("function", FUNCTIONS[0]);
        return found;
    }

    Draft draft() {
        return draft;
    }

    /** How it plugs in; null for one that its owner put on PCI and that isn't a PCI device. */
    @Nullable PciPlug plug() {
        return plug;
    }

    /** Where it is, if it is anywhere yet. */
    @Nullable PciAddress place() {
        return place;
    }

    /** True where it has no address of any type, or one that says nothing of where on PCI. */
    boolean isWanted() {
        return place == null && !isElsewhere;
    }

    /** True where nothing at all is said of its address. */
    boolean isUnaddressed() {
        return !draft.hasChild("address");
    }

    /** Puts it there. */
    Draft place(PciAddress at) {
        place = at;
        Draft address = draft.child("address");
        if (address == null) {
            return draft.add(Draft.of(ADDRESSES.at(at.bus() << 8 | at.slot() << 3 | at.function())));
        }
        return address.set("domain", DOMAIN)
                .set("bus", BUSES[at.bus()])
                .set("slot", BUSES[at.slot()])
                .set("function", FUNCTIONS[at.function()]);
    }
}
