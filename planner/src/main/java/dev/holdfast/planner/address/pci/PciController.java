package dev.holdfast.planner.address.pci;

import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.shape.Draft;

/**
 * A PCI controller that isn't a root: a device, and the bus behind it.
 *
 * @param device the device
 * @param model which model of controller
 */
record PciController(PciDevice device, PciModel model) {

    Draft draft() {
        return device.draft();
    }
}
