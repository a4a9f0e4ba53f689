package dev.holdfast.planner.kind;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models of PCI controllers: what each is, where it plugs in, and what may plug into the bus behind it. */
// What its lists and sets hold is made by List.of and Set.of.
@SuppressWarnings("ImmutableEnumChecker")
public enum PciModel {
    /** The root of i440fx. */
    PCI_ROOT(
            "pci-root",
            List.of(),
            null,
            true,
            1,
            31,
            EnumSet.of(PciSocket.PCI_DEVICE, PciSocket.PCI_BRIDGE, PciSocket.EXPANDER),
            EnumSet.of(Option.HOTPLUG, Option.PCIHOLE64)),
    /** The root of q35: what libvirt places by itself doesn't go there. */
    PCIE_ROOT(
            "pcie-root",
            List.of(),
            null,
            false,
            1,
            31,
            EnumSet.of(PciSocket.PCIE_DEVICE, PciSocket.ROOT_PORT, PciSocket.DMI_TO_PCI_BRIDGE, PciSocket.PCIE_EXPANDER),
            EnumSet.of(Option.PCIHOLE64)),
    /** Slot 0 is its hotplug controller's. */
    PCI_BRIDGE(
            "pci-bridge",
            List.of("pci-bridge"),
            PciSocket.PCI_BRIDGE,
            true,
            1,
            31,
            EnumSet.of(PciSocket.PCI_DEVICE, PciSocket.PCI_BRIDGE),
            EnumSet.of(Option.CHASSIS_NR, Option.MEM_RESERVE)),
    /** Takes no hotplug, so libvirt places nothing there by itself. */
    DMI_TO_PCI_BRIDGE(
            "dmi-to-pci-bridge",
            List.of("i82801b11-bridge"),
            PciSocket.DMI_TO_PCI_BRIDGE,
            false,
            0,
            31,
            EnumSet.of(PciSocket.PCI_DEVICE, PciSocket.PCI_BRIDGE),
            EnumSet.noneOf(Option.class)),
    /** Slot 0 is its hotplug controller's. */
    PCIE_TO_PCI_BRIDGE(
            "pcie-to-pci-bridge",
            List.of("pcie-pci-bridge"),
            PciSocket.PCIE_TO_PCI_BRIDGE,
            true,
            1,
            31,
            EnumSet.of(PciSocket.PCI_DEVICE, PciSocket.PCI_BRIDGE),
            EnumSet.noneOf(Option.class)),
    /** One slot. */
    ROOT_PORT(
            "pcie-root-port",
            List.of("pcie-root-port", "ioh3420"),
            PciSocket.ROOT_PORT,
            true,
            0,
            0,
            EnumSet.of(PciSocket.PCIE_DEVICE, PciSocket.UPSTREAM_PORT, PciSocket.PCIE_TO_PCI_BRIDGE),
            EnumSet.of(Option.CHASSIS, Option.PORT, Option.HOTPLUG, Option.MEM_RESERVE)),
    /** 32 slots for downstream ports. */
    UPSTREAM_PORT(
            "pcie-switch-upstream-port",
            List.of("x3130-upstream"),
            PciSocket.UPSTREAM_PORT,
            false,
            0,
            31,
            EnumSet.of(PciSocket.DOWNSTREAM_PORT),
            EnumSet.noneOf(Option.class)),
    /** One slot. */
    DOWNSTREAM_PORT(
            "pcie-switch-downstream-port",
            List.of("xio3130-downstream"),
            PciSocket.DOWNSTREAM_PORT,
            true,
            0,
            0,
            EnumSet.of(PciSocket.PCIE_DEVICE, PciSocket.UPSTREAM_PORT, PciSocket.PCIE_TO_PCI_BRIDGE),
            EnumSet.of(Option.CHASSIS, Option.PORT, Option.HOTPLUG)),
    /** Another root of i440fx. */
    EXPANDER_BUS(
            "pci-expander-bus",
            List.of("pxb"),
            PciSocket.EXPANDER,
            true,
            0,
            31,
            EnumSet.of(PciSocket.PCI_DEVICE, PciSocket.PCI_BRIDGE),
            EnumSet.of(Option.BUS_NR, Option.NODE)),
    /** Another root of q35. */
    PCIE_EXPANDER_BUS(
            "pcie-expander-bus",
            List.of("pxb-pcie"),
            PciSocket.PCIE_EXPANDER,
            false,
            0,
            31,
            EnumSet.of(PciSocket.ROOT_PORT, PciSocket.DMI_TO_PCI_BRIDGE),
            EnumSet.of(Option.BUS_NR, Option.NODE));

    /** What a controller's {@code <target>} and {@code <pcihole64>} say that only some models have. */
    public enum Option {
        /** {@code target@chassisNr}. */
        CHASSIS_NR,
        /** {@code target@chassis}. */
        CHASSIS,
        /** {@code target@port}. */
        PORT,
        /** {@code target@busNr}. */
        BUS_NR,
        /** {@code target/node}. */
        NODE,
        /** {@code target@hotplug}. */
        HOTPLUG,
        /** {@code target@memReserve}. */
        MEM_RESERVE,
        /** {@code pcihole64}. */
        PCIHOLE64
    }

    private static final Map<String, PciModel> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(PciModel::word, model -> model));

    private final String word;
    private final List<String> devices;
    private final @Nullable PciSocket plugsInto;
    private final boolean automatic;
    private final int firstSlot;
    private final int lastSlot;
    private final int accepts;
    private final Set<Option> options;

    PciModel(
            String word,
            List<String> devices,
            @Nullable PciSocket plugsInto,
            boolean automatic,
            int firstSlot,
            int lastSlot,
            Set<PciSocket> accepts,
            Set<Option> options) {
        this.word = word;
        this.devices = devices;
        this.plugsInto = plugsInto;
        this.automatic = automatic;
        this.firstSlot = firstSlot;
        this.lastSlot = lastSlot;
        this.accepts = accepts.stream().mapToInt(PciSocket::bit).sum();
        this.options = options;
    }

    /** The model of a word; null where there is no such model. */
    public static @Nullable PciModel of(@Nullable String word) {
        return word == null ? null : BY_WORD.get(word);
    }

    /** All words. */
    public static String[] words() {
        return Arrays.stream(values()).map(PciModel::word).toArray(String[]::new);
    }

    /** As it is written in {@code controller@model}. */
    public String word() {
        return word;
    }

    /** QEMU's devices for it ({@code model@name}), the default first; none for a root. */
    public List<String> devices() {
        return devices;
    }

    /** Where it plugs in; null for a root, which is the machine's. */
    public @Nullable PciSocket plugsInto() {
        return plugsInto;
    }

    /** True where libvirt places devices by itself. */
    public boolean isAutomatic() {
        return automatic;
    }

    /** The lowest slot that may be used. */
    public int firstSlot() {
        return firstSlot;
    }

    /** The highest slot that may be used. */
    public int lastSlot() {
        return lastSlot;
    }

    /** What plugs into its bus: the sockets' bits. */
    public int accepts() {
        return accepts;
    }

    /** True where its owner may say this. */
    public boolean has(Option option) {
        return options.contains(option);
    }
}
