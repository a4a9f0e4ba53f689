package dev.holdfast.planner.kind;

/** What a PCI bus may take: each device needs one of these, each bus offers some. */
public enum PciSocket {
    /** A conventional PCI device. */
    PCI_DEVICE("a conventional PCI device"),
    /** A PCI Express endpoint. */
    PCIE_DEVICE("a PCI Express device"),
    /** A pci-bridge. */
    PCI_BRIDGE("a pci-bridge"),
    /** A dmi-to-pci-bridge. */
    DMI_TO_PCI_BRIDGE("a dmi-to-pci-bridge"),
    /** A pcie-to-pci-bridge. */
    PCIE_TO_PCI_BRIDGE("a pcie-to-pci-bridge"),
    /** A pcie-root-port. */
    ROOT_PORT("a pcie-root-port"),
    /** A pcie-switch-upstream-port. */
    UPSTREAM_PORT("a pcie-switch-upstream-port"),
    /** A pcie-switch-downstream-port. */
    DOWNSTREAM_PORT("a pcie-switch-downstream-port"),
    /** A pci-expander-bus. */
    EXPANDER("a pci-expander-bus"),
    /** A pcie-expander-bus. */
    PCIE_EXPANDER("a pcie-expander-bus");

    private final String label;

    PciSocket(String label) {
        this.label = label;
    }

    /** A bit of its own, for sets of sockets that are asked often; it is kept nowhere. */
    @SuppressWarnings("EnumOrdinal")
    public int bit() {
        return 1 << ordinal();
    }

    /** As a message names what plugs in there. */
    public String label() {
        return label;
    }
}
