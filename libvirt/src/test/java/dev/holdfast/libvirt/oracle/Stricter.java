package dev.holdfast.libvirt.oracle;

import dev.holdfast.domain.Facts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why Holdfast calls changed what libvirt's own check doesn't look at. A row is about a path and all below it. */
final class Stricter {

    private record Row(String path, String reason) {}

    private static final String FOUND = "the guest finds it there; libvirt looks at no USB port, no SCSI target and at no place "
            + "that follows from another device's";
    private static final String DRIVER = "the device's driver is told of it, or of the number of its queues";
    private static final String REGISTER = "the guest reads it from the port or bridge";
    private static final String SORTED =
            "libvirt compares one with another in their order, and looks at nothing in which these differ";
    private static final String NUMA = "the guest's ACPI tables describe its NUMA nodes, their caches and their distances";
    private static final String HOST_DEVICE = "another device of the host is another one to the guest, whatever its place";

    private static final List<Row> ROWS = List.of(
            row("domain/os@firmware", "BIOS and UEFI start from different places"),
            row("domain/os/firmware", "secure boot may begin or end"),
            row("domain/os/acpi", "the guest reads the table"),
            row("domain/pm", "the ACPI tables say whether the machine sleeps"),
            row("domain/clock", "the guest's time, and what becomes of ticks that it missed"),
            row("domain/sysinfo", "the guest reads it"),
            row("domain/cpu@match", "with it, libvirt may start the guest with another CPU"),
            row("domain/cpu/model@fallback", "with it, libvirt may start the guest with another CPU"),
            row("domain/cpu@migratable", "what can't be migrated is shown to the guest, or hidden"),
            row("domain/cpu/numa", NUMA),
            row("domain/cpu/numa/cell@memAccess", "no guest sees it; everything said of a CPU counts"),
            row("domain/cpu/numa/cell@discard", "no guest sees it; everything said of a CPU counts"),
            row("domain/features/hyperv", "libvirt takes what is left out and what is off for the same"),
            row("domain/features/async-teardown", "no guest sees it; every feature counts"),
            row("domain/features", "the guest sees what its machine can do"),
            row("domain/qemu:commandline", "it can be about anything"),
            row("console/order", SORTED),
            row("controller/address", FOUND),
            row("controller/driver", DRIVER),
            row("controller/master", "which of a USB controller's companions has which of its ports"),
            row("controller/model", "another bridge of QEMU's is another device id"),
            row("controller/order", SORTED),
            row("controller/pcihole64", "the firmware places large memory windows by it"),
            row("controller/target", REGISTER),
            row("crypto", "libvirt's check leaves crypto devices out"),
            row("disk/address", FOUND),
            row("disk/blockio", "libvirt takes a size that is left out for the same as its default"),
            row("disk/driver", DRIVER),
            row("disk/geometry", "the guest counts sectors by it"),
            row("disk/shareable", "no guest sees it; what isn't known to stay on the host counts"),
            row("disk/target@removable", "the guest is told that the medium may go"),
            row("filesystem/driver", DRIVER),
            row("filesystem/driver@type", "9p and virtiofs are two devices"),
            row("hostdev", HOST_DEVICE),
            row("hostdev/address", FOUND),
            row("hostdev/order", SORTED),
            row("hostdev/readonly", "the guest can write to it or can't"),
            row("hostdev@display", "the device has a display, or a display at boot"),
            row("hostdev@ramfb", "the device has a display, or a display at boot"),
            row("hostdev@model", "it shows another device id"),
            row("hub/address", FOUND),
            row("hub/order", SORTED),
            row("input/address", FOUND),
            row("input/driver", DRIVER),
            row("input/order", SORTED),
            row("interface/address", FOUND),
            row("interface/driver", DRIVER),
            row("interface/rom", "the firmware runs it"),
            row("interface/teaming", "the card offers to be the standby of another"),
            row("memballoon/driver", "the driver is told of its features; 9.0 and newer look at them, too"),
            row("redirdev/address", FOUND),
            row("redirdev/order", SORTED),
            row("rng/driver", DRIVER),
            row("shmem", "libvirt doesn't look at the name, which says which of several memories it is"),
            row("shmem/size", "libvirt takes a size that is left out for the same as its default"),
            row("smartcard@mode", "a card that QEMU makes up, or one of the host's"),
            row("sound/address", FOUND),
            row("sound/codec", "the guest finds another codec behind the sound card"),
            row("video/driver", DRIVER),
            row("video/model", "the resolution that the card names first, or another device of QEMU's"),
            row("vsock/cid", "it is the guest's address"));

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
