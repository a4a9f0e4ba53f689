package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.shape.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a PCI controller as soon as its place is known. */
final class PciControllerDefaults {

    /** One number for the expander, one for the bridge within it. */
    private static final int BUSES_OF_AN_EXPANDER = 2;

    private PciControllerDefaults() {}

    static void fill(List<PciController> controllers) {
        for (int i = 0; i < controllers.size(); i++) {
            Draft controller = controllers.get(i).draft();
            PciModel model = controllers.get(i).model();
            Controller.made(controller, model);
            PciAddress address = controllers.get(i).device().place();
            int slot = address == null ? 0 : address.slot();
            int function = address == null ? 0 : address.function();
            switch (model) {
                case PCI_BRIDGE -> {
                    controller.make("target").setIfAbsent("chassisNr", controller.get(Controller.INDEX, "0"));
                    checkBehind(controller, address);
                }
                case ROOT_PORT -> Controller.port(controller, slot << 3 | function);
                case DOWNSTREAM_PORT -> Controller.port(controller, slot);
                case EXPANDER_BUS, PCIE_EXPANDER_BUS -> {
                    Draft target = controller.make("target");
                    if (!target.has("busNr")) {
                        target.set("busNr", freeBusNumber(controller, controllers));
                    }
                }
                default -> {
                    // Nothing more is to say of the others.
                }
            }
        }
    }

    /** The highest number that leaves room below for everything else. */
    private static int freeBusNumber(Draft controller, List<PciController> controllers) {
        int lowest = 256;
        for (PciController other : controllers) {
            @Nullable Draft target = other.draft().child("target");
            lowest = Math.min(lowest, target == null ? lowest : target.number("busNr", lowest));
        }
        if (lowest <= BUSES_OF_AN_EXPANDER) {
            throw controller.rejected(
                    Controller.label(controller) + ": no bus number is free below " + lowest, "Give it a target busNr of its own");
        }
        return lowest - BUSES_OF_AN_EXPANDER;
    }

    private static void checkBehind(Draft bridge, @Nullable PciAddress address) {
        if (address != null && bridge.number("index", 0) <= address.bus()) {
            throw bridge.rejected(
                    Controller.label(bridge) + ": a bridge has a higher index than the bus it is on, which is " + address.bus(),
                    "Give it a higher index, or an address on a lower bus");
        }
    }
}
