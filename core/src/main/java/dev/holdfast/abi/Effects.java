package dev.holdfast.abi;

import static dev.holdfast.abi.EffectTable.row;
import static dev.holdfast.abi.Severity.BREAKS;
import static dev.holdfast.abi.Severity.HARMLESS;
import static dev.holdfast.abi.Severity.MAY_BREAK;

import dev.holdfast.domain.Facts;
import java.util.List;
import java.util.Optional;

/** What a change of a device's value does inside a guest, in the guest's terms; {@code *} stands for any kind. */
final class Effects {

    private static final EffectTable TABLE = new EffectTable(List.of(
            row("interface/address", MAY_BREAK, "the network card is renamed", "where its name is not known"),
            row("interface/mac", BREAKS, "the guest sees another network card", "configuration and DHCP go by it"),
            row("interface/model", BREAKS, "the guest needs another driver", "and the card gets another name"),
            row("interface/acpi", BREAKS, "the network card is renamed", "its name is its ACPI index"),
            row("interface/driver", HARMLESS, "offloads or queues change", "the driver negotiates them"),
            row("interface/mtu", MAY_BREAK, "the largest packet changes", "the network may not take it"),
            row("interface/rom", HARMLESS, "the card boots from the network otherwise", "an installed system doesn't"),
            row("disk/address", MAY_BREAK, "the disk's path changes; Windows may take it offline", "UUIDs and labels hold"),
            row("disk@device", BREAKS, "another kind of drive", "a CD-ROM can't be written"),
            row("disk@model", MAY_BREAK, "the disk shows another device id", "one driver mostly knows both"),
            row("disk/target@bus", BREAKS, "the guest needs another driver", "it may not be in its initial RAM disk"),
            row("disk/target@dev", HARMLESS, "libvirt calls the disk otherwise", "the guest doesn't know the name"),
            row("disk/target@rotation_rate", HARMLESS, "the disk says another speed", "only a scheduler asks"),
            row("disk/serial", MAY_BREAK, "the disk's serial number changes", "by-id names and Windows go by it"),
            row("disk/wwn", MAY_BREAK, "the disk's world wide name changes", "by-id names and multipath go by it"),
            row("disk/vendor", MAY_BREAK, "the disk's maker changes", "by-id names have it in them"),
            row("disk/product", MAY_BREAK, "the disk's product name changes", "by-id names have it in them"),
            row("disk/alias", MAY_BREAK, "the SCSI identification page changes", "by-id names are made of it"),
            row("disk/blockio", HARMLESS, "the disk says other sizes for discarding", "they are advice"),
            row("disk/blockio@logical_block_size", BREAKS, "the disk has another block size", "its partition table is not found"),
            row("disk/blockio@physical_block_size", MAY_BREAK, "the disk has another block size", "what is aligned to the old one slows down"),
            row("disk/geometry", MAY_BREAK, "the disk has another geometry", "old boot loaders count by it"),
            row("disk/readonly", BREAKS, "the disk can or can't be written", "mounting fails"),
            row("disk/shareable", HARMLESS, "the disk is shared or not", "the guest is not told"),
            row("disk/driver", HARMLESS, "queues or features change", "the driver negotiates them"),
            row("controller/address", MAY_BREAK, "everything behind it changes its path", "it depends on the names used"),
            row("controller@type", BREAKS, "another controller", "what is behind it is gone"),
            row("controller@index", HARMLESS, "everything behind it changes its path", "where it does, it is told of"),
            row("controller@model", BREAKS, "the guest needs another driver", "it may not be in its initial RAM disk"),
            row("controller/model", MAY_BREAK, "QEMU plugs in another bridge", "the guest sees another device id"),
            row("controller/target", HARMLESS, "the port says another number", "no name is made of it"),
            row("controller/target@busNr", MAY_BREAK, "the expander's buses are numbered otherwise", "names have it in them"),
            row("controller/target/node", MAY_BREAK, "the bus is near another NUMA node", "what is pinned to a node moves"),
            row("controller/driver", HARMLESS, "queues or limits change", "the driver negotiates them"),
            row("controller@ports", MAY_BREAK, "the controller has another number of ports", "one may be in use"),
            row("controller@vectors", HARMLESS, "the controller has other interrupts", "the driver negotiates them"),
            row("channel/target@name", BREAKS, "the channel has another name", "agents open it by name"),
            row("channel/address", HARMLESS, "the channel's port changes", "guests find it by name"),
            row("filesystem/target", BREAKS, "the file system has another tag", "it is mounted by its tag"),
            row("video/model@type", MAY_BREAK, "the guest needs another display driver", "a server doesn't mind"),
            row("video/model", HARMLESS, "the video card's memory or heads change", "the driver asks for them"),
            row("memballoon@model", HARMLESS, "another memory balloon", "it is the host that uses it"),
            row("memballoon", HARMLESS, "the memory balloon changes", "it is the host that uses it"),
            row("watchdog@action", HARMLESS, "another thing happens when it fires", "the guest is not told"),
            row("hostdev", MAY_BREAK, "the host device shows otherwise", "it depends on the device"),
            row("tpm", BREAKS, "another TPM", "what is sealed to it stays sealed"),
            row("iommu", MAY_BREAK, "the IOMMU changes", "devices that can't go through it stop working"),
            row("memory", MAY_BREAK, "the memory module changes", "what is on it, if it lasts, is not found"),
            row("vsock/cid", BREAKS, "the guest has another address on the vsock", "who talks to it finds nobody"),
            row("*/address", MAY_BREAK, "the device is found elsewhere", "a driver finds it again"),
            row("*/alias", HARMLESS, "libvirt calls the device otherwise", "the guest doesn't know the name"),
            row("*/model", BREAKS, "the guest needs another driver", "it may not have it"),
            row("*@model", BREAKS, "the guest needs another driver", "it may not have it"),
            row("*@bus", BREAKS, "the guest needs another driver", "it may not have it"),
            row("*@type", BREAKS, "another kind of device", "what used it finds nothing"),
            row("*/driver", HARMLESS, "the device's features change", "the driver negotiates them"),
            row("*/acpi", MAY_BREAK, "the device's ACPI index changes", "names may be made of it"),
            row("*/rom", HARMLESS, "the device boots otherwise", "an installed system doesn't boot from it")));

    private Effects() {}

    /** What the guest notices of a change in a domain or a device of it; empty where nothing is known. */
    static String of(String path) {
        return (path.startsWith("domain") ? DomainEffects.table().of(path) : TABLE.of(path))
                .map(Consequence::notice)
                .orElse("");
    }

    /** What a change of a device's value does, by its kind's row or else by any kind's. */
    static Consequence ofDevice(String path) {
        Optional<Consequence> own = TABLE.of(path);
        return own.or(() -> TABLE.of("*" + path.substring(Facts.root(path).length()))).orElse(Consequence.UNKNOWN);
    }

    static EffectTable table() {
        return TABLE;
    }
}
