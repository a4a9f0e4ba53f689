package dev.holdfast.libvirt.machine;

/**
 * One PCI function, as QEMU has it and the guest enumerates it.
 *
 * @param bus the number that the firmware gave its bus
 * @param slot its device number there
 * @param function its function number
 * @param vendor PCI vendor id
 * @param device PCI device id
 * @param id what libvirt called it at QEMU's command line, its alias; empty for what comes with the board
 * @param bridge true where a bus is behind it
 */
record PciFunction(int bus, int slot, int function, int vendor, int device, String id, boolean bridge) {

    /** Where and what it is, as lspci prints it: {@code 01:00.0 1af4:1041}. */
    String seen() {
        return "%02x:%02x.%x %04x:%04x".formatted(bus, slot, function, vendor, device);
    }
}
