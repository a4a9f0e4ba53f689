package dev.holdfast.planner.implied;

import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The controllers that a machine has whether its owner lists them or not. */
public final class MachineControllers {

    private MachineControllers() {}

    /** Adds those that aren't listed, and looks whether those that are can be the machine's. */
    public static void add(Plan plan) {
        Controllers controllers = Controllers.of(plan);
        if (plan.isQ35()) {
            controllers.ensure("usb", 0, "qemu-xhci");
            controllers.ensure("sata", 0, null);
            root(controllers, "pcie-root", plan);
        } else if (plan.isI440fx()) {
            controllers.ensure("usb", 0, null);
            root(controllers, "pci-root", plan);
        }
    }

    private static void root(Controllers controllers, String model, Plan plan) {
        @Nullable Draft root = controllers.find("pci", 0);
        if (root == null) {
            controllers.add("pci", 0, model);
        } else if (!root.is("model", model)) {
            throw root.rejected(
                    Controller.label(root) + ": the root of the machine " + plan.machine() + " is a " + model + ", not a "
                            + root.get("model", "controller without a model"),
                    "Correct its model, or give it another index");
        }
    }

    /** Of a type and index there is one controller; parts of a USB 2 controller share one. */
    public static void rejectDuplicates(Plan plan) {
        List<Draft> controllers = plan.devices(Ranks.CONTROLLER);
        if (areInOrder(controllers)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Draft controller : controllers) {
            if (!controller.is(Controller.TYPE, "usb") && !seen.add(controller.get(Controller.TYPE) + " " + controller.get(Controller.INDEX))) {
                throw controller.rejected("There are two of " + Controller.label(controller), "Give one of the two another index");
            }
        }
    }

    /** True where those of each type stand together with rising indexes, as nearly always: then no two are the same. */
    private static boolean areInOrder(List<Draft> controllers) {
        Set<String> types = new HashSet<>(8);
        String type = "";
        int last = -1;
        for (int i = 0; i < controllers.size(); i++) {
            Draft controller = controllers.get(i);
            int index = controller.number(Controller.INDEX, 0);
            if (!controller.is(Controller.TYPE, type)) {
                type = controller.get(Controller.TYPE, "");
                if (!types.add(type)) {
                    return false;
                }
            } else if (index <= last && !type.equals("usb")) {
                return false;
            }
            last = index;
        }
        return true;
    }
}
