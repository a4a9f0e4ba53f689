package dev.holdfast.abi;

import static dev.holdfast.abi.Severity.BREAKS;
import static dev.holdfast.abi.Severity.HARMLESS;
import static dev.holdfast.abi.Severity.MAY_BREAK;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.NewerDevices;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import java.util.Map;
import java.util.Optional;

/** What it does to a guest that a device is gone, or that another one came. */
final class Presence {

    private static final Consequence LOST =
            new Consequence(BREAKS, "the device is gone", "what used it finds nothing");

    private static final Consequence NEW =
            new Consequence(HARMLESS, "the guest finds a new device", "what was there before stays as it was");

    private static final Map<String, Consequence> GONE = Map.ofEntries(
            Map.entry("disk", new Consequence(BREAKS, "the disk is gone", "what is mounted from it isn't there at boot")),
            Map.entry(
                    "interface",
                    new Consequence(BREAKS, "the network card is gone", "its addresses and routes go with it")),
            Map.entry(
                    "tpm",
                    new Consequence(BREAKS, "the TPM is gone, and what is sealed to it", "disk encryption asks for its recovery key")),
            Map.entry(
                    "controller",
                    new Consequence(
                            MAY_BREAK,
                            "the controller is gone",
                            "an empty port is not missed; devices that it had are told of by themselves")),
            Map.entry(
                    "memballoon",
                    new Consequence(HARMLESS, "the memory balloon is gone", "it is the host that uses it")),
            Map.entry("panic", new Consequence(HARMLESS, "the panic device is gone", "the guest reports crashes to nobody")),
            Map.entry(
                    "rng",
                    new Consequence(MAY_BREAK, "the random number generator is gone", "old guests may wait for entropy at boot")),
            Map.entry("sound", new Consequence(MAY_BREAK, "the sound card is gone", "only a desktop minds")),
            Map.entry(
                    "input",
                    new Consequence(MAY_BREAK, "an input device is gone", "the pointer of a desktop may no longer follow")),
            Map.entry("watchdog", new Consequence(MAY_BREAK, "the watchdog is gone", "a daemon that feeds it fails")));

    private static final Map<String, Consequence> COME = Map.of(
            "tpm",
            new Consequence(MAY_BREAK, "the guest finds a TPM", "boot measurements begin, and systems may seal to them"),
            "iommu",
            new Consequence(MAY_BREAK, "the guest finds an IOMMU", "devices that can't go through it stop working"),
            "watchdog",
            new Consequence(MAY_BREAK, "the guest finds a watchdog", "one that is started and not fed resets the guest"));

    private Presence() {}

    static Finding gone(Element device) {
        Consequence consequence = told(device, GONE.getOrDefault(device.name(), LOST));
        return new Finding(
                consequence.severity(),
                DeviceKinds.label(device),
                device.name(),
                DeviceKinds.label(device),
                null,
                consequence.notice());
    }

    static Finding come(Element device) {
        Consequence consequence = told(device, COME.getOrDefault(device.name(), NEW));
        return new Finding(
                consequence.severity(),
                DeviceKinds.label(device),
                device.name(),
                null,
                DeviceKinds.label(device),
                consequence.notice());
    }

    /** What some libvirts write down and others don't, because the machine has it anyway. */
    private static Consequence told(Element device, Consequence consequence) {
        Optional<NewerDevices.Row> row = NewerDevices.unknownTo(new Version(0, 0, 0), device);
        return row.map(known -> new Consequence(HARMLESS, known.reason(), "the guest has it either way"))
                .orElse(consequence);
    }
}
