package dev.holdfast.libvirt.oracle;

import dev.holdfast.domain.Facts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why Holdfast calls changed what libvirt's own check doesn't look at. A row is about a path and all below it. */
final class Stricter {

    private record Row(String path, String reason) {}

    private static final String DRIVER = "a feature of the virtio device, or a number of its queues, that its driver is told of";
    private static final String PLACE = "the guest finds the device there; libvirt looks at no USB port and no SCSI target";
    private static final String PCI = "a register of the port or bridge, which the guest reads";

    private static final List<Row> ROWS = List.of(
            row("domain/os@firmware", "a BIOS and a UEFI are two different machines to start on"),
            row("domain/pm", "the ACPI tables say whether the machine can sleep"),
            row("domain/clock", "the guest's clock, and what it does with ticks that it missed"),
            row("domain/sysinfo", "the guest reads it in its SMBIOS tables"),
            row("domain/cpu", "with it, libvirt may start the guest with another CPU; or the guest is told of it"),
            row("domain/cpu/numa", "the guest's ACPI tables describe its NUMA nodes, caches and distances"),
            row("domain/cpu/numa/cell@memAccess", "no guest sees it; all that describes a NUMA node counts"),
            row("domain/features", "the guest sees what its machine can do"),
            row("domain/qemu:commandline", "it can be about anything"),
            row("domain/qemu:override", "it can be about anything"),
            row("domain/launchSecurity", "attestation measures it"),
            row("hostdev", "another device of the host is another device to the guest, whatever place it has"));

    private Stricter() {}

    private static Row row(String path, String reason) {
        return new Row(path, reason);
    }

    /** The reason of the longest row that covers a path. */
    static Optional<String> reason(String path) {
        return ROWS.stream()
                .filter(row -> Facts.covers(row.path(), path))
                .max(Comparator.comparingInt(row -> row.path().length()))
                .map(Row::reason);
    }
}
