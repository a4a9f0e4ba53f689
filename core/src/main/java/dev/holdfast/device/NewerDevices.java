package dev.holdfast.device;

import dev.holdfast.domain.Values;
import dev.holdfast.domain.Version;
import java.util.List;
import java.util.Optional;

/**
 * Devices that a newer libvirt writes down by itself and an older one can't be told of, because the machine has them
 * anyway.
 */
public final class NewerDevices {

    /**
     * One such device.
     *
     * @param kind its kind
     * @param model its model
     * @param since the first libvirt that knows it
     * @param reason why the guest misses nothing where it isn't written down
     */
    public record Row(String kind, String model, Version since, String reason) {}

    private static final List<Row> ROWS = List.of(new Row(
            "watchdog",
            "itco",
            new Version(9, 1, 0),
            "the q35 chipset has its TCO timer whether libvirt writes it down or not"));

    private NewerDevices() {}

    /** The row for a device that this libvirt can't be told of; empty where it can. */
    public static Optional<Row> unknownTo(Version libvirt, Values device) {
        return ROWS.stream()
                .filter(row -> row.kind().equals(device.name()) && row.model().equals(device.value("@model")))
                .filter(row -> !libvirt.isSince(row.since()))
                .findFirst();
    }
}
