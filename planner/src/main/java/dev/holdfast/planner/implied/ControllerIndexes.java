package dev.holdfast.planner.implied;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives controllers that were written without an index the lowest one free among their type. The parts of one USB 2
 * controller share an index: a part takes that of the controller before it, unless that has such a part already.
 */
public final class ControllerIndexes {

    /** Before, parts without an index stayed in the order written; 9.0 is such, 11.3 isn't. */
    private static final Version SORTED_AGAIN = Versions.libvirt(9, 1);

    private ControllerIndexes() {}

    /** Puts the controllers into the order that they have as read. */
    public static void sort(Plan plan) {
        List<Draft> written = plan.devices(Ranks.CONTROLLER);
        written.forEach(Controller::settle);
        rejectUsbBesideNone(written);
        Controllers.sort(plan);
    }

    /** Gives them their indexes. */
    public static void assign(Plan plan) {
        List<Draft> controllers = plan.devices(Ranks.CONTROLLER);
        Map<String, BitSet> taken = new HashMap<>(8);
        boolean companions = false;
        for (int i = 0; i < controllers.size(); i++) {
            Draft controller = controllers.get(i);
            if (controller.has(Controller.INDEX)) {
                continue;
            }
            String type = controller.get(Controller.TYPE, "");
            BitSet indexes = taken.computeIfAbsent(type, wanted -> Controllers.of(plan).indexes(wanted));
            Integer shared = null;
            if (i > 0 && isUsb2(controller)) {
                companions = true;
                shared = indexBefore(controllers, i);
            }
            int index = shared != null ? shared : indexes.nextClearBit(0);
            controller.set("index", index);
            indexes.set(index);
        }
        if (companions && plan.since(SORTED_AGAIN)) {
            Controllers.sort(plan);
        }
    }

    private static void rejectUsbBesideNone(List<Draft> controllers) {
        int usb = 0;
        boolean none = false;
        for (Draft controller : controllers) {
            if (controller.is(Controller.TYPE, "usb")) {
                usb++;
                none |= controller.is(Controller.MODEL, "none");
            }
            if (none && usb > 1) {
                throw controller.rejected(
                        "A domain with a USB controller of the model none has no other", "Remove the one or the other");
            }
        }
    }

    private static @Nullable Integer indexBefore(List<Draft> controllers, int at) {
        Draft controller = controllers.get(at);
        for (int i = at - 1; i >= 0; i--) {
            Draft before = controllers.get(i);
            if (!before.is("type", "usb")) {
                continue;
            }
            return isUsb2(before) && !hasPart(controllers, before, controller) ? before.number("index", 0) : null;
        }
        return null;
    }

    private static boolean hasPart(List<Draft> controllers, Draft group, Draft part) {
        for (Draft other : controllers) {
            if (other.is("type", "usb")
                    && other.has("index")
                    && other.number("index", 0) == group.number("index", 0)
                    && other.is("model", part.get("model", ""))) {
                return true;
            }
        }
        return false;
    }

    /** True for a part of an ICH9's USB 2 controller. */
    private static boolean isUsb2(Draft controller) {
        return controller.is(Controller.TYPE, "usb") && controller.get(Controller.MODEL, "").startsWith("ich9-");
    }
}
