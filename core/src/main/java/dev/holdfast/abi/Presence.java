package dev.holdfast.abi;

import static dev.holdfast.abi.EffectTable.row;
import static dev.holdfast.abi.Severity.BREAKS;
import static dev.holdfast.abi.Severity.HARMLESS;
import static dev.holdfast.abi.Severity.MAY_BREAK;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.NewerDevices;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.match.Difference;
import java.util.List;
import java.util.Optional;

/** What it does to a guest that a device is gone, or that another one came. */
final class Presence {

    private static final EffectTable GONE = new EffectTable(List.of(
            row("*", BREAKS, "the device is gone", "what used it finds nothing"),
            row("disk", BREAKS, "the disk is gone", "what is mounted from it isn't there at boot"),
            row("interface", BREAKS, "the network card is gone", "its addresses and routes go with it"),
            row("tpm", BREAKS, "the TPM is gone, and what is sealed to it", "disk encryption asks for its recovery key"),
            row("controller", MAY_BREAK, "the controller is gone", "an empty port is not missed; what was behind it is told of"),
            row("memballoon", HARMLESS, "the memory balloon is gone", "it is the host that uses it"),
            row("panic", HARMLESS, "the panic device is gone", "a crash is reported to nobody"),
            row("rng", MAY_BREAK, "the random number generator is gone", "old systems may wait for entropy at boot"),
            row("sound", MAY_BREAK, "the sound card is gone", "only a desktop minds"),
            row("input", MAY_BREAK, "an input device is gone", "the pointer of a desktop may no longer follow"),
            row("watchdog", MAY_BREAK, "the watchdog is gone", "a daemon that feeds it fails")));

    private static final EffectTable COME = new EffectTable(List.of(
            row("*", HARMLESS, "the guest finds a new device", "what was there before stays as it was"),
            row("tpm", MAY_BREAK, "the guest finds a TPM", "systems may seal to it"),
            row("iommu", MAY_BREAK, "the guest finds an IOMMU", "devices that can't go through it stop working"),
            row("watchdog", MAY_BREAK, "the guest finds a watchdog", "one that is started and not fed resets the guest")));

    private Presence() {}

    static List<EffectTable> tables() {
        return List.of(GONE, COME);
    }

    static Finding gone(Element device) {
        String label = DeviceKinds.label(device);
        return new Finding(label, new Difference(device.name(), label, null), told(device, GONE));
    }

    static Finding come(Element device) {
        String label = DeviceKinds.label(device);
        return new Finding(label, new Difference(device.name(), null, label), told(device, COME));
    }

    /** What some libvirts write down and others don't, because the machine has it anyway. */
    private static Consequence told(Element device, EffectTable table) {
        Optional<NewerDevices.Row> row = NewerDevices.unknownTo(new Version(0, 0, 0), device);
        return row.map(known -> new Consequence(HARMLESS, known.reason(), "the guest has it either way"))
                .or(() -> table.of(device.name()))
                .or(() -> table.of("*"))
                .orElseThrow();
    }
}
