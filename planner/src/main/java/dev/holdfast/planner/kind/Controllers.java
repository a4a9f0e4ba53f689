package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.ChildOf;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The controllers of one domain. libvirt keeps those of a type together, in the order of their indexes; a type stands
 * where the first controller of it was inserted.
 */
public final class Controllers {

    /** From here on a controller that is added stands with those of its type; 9.0 appends it, 11.3 doesn't. */
    private static final Version ADDED_WITH_THEIR_TYPE = Versions.libvirt(9, 1);

    private static final ChildOf CONTROLLER = ChildOf.named(Kinds.DEVICES, "controller");

    private final Plan plan;
    private final List<Draft> order;

    /** The type of the one that was inserted last; empty where that isn't known. */
    private String lastType = "";

    /** The highest index of that type, and the place behind all of it: whatever is higher goes there. */
    private int highest;

    private int end;

    private Controllers(Plan plan, List<Draft> order) {
        this.plan = plan;
        this.order = order;
    }

    /** The controllers of this domain as they stand. */
    public static Controllers of(Plan plan) {
        return new Controllers(plan, new ArrayList<>(plan.devices(Ranks.CONTROLLER)));
    }

    /** Puts those that the owner wrote into libvirt's order. */
    public static void sort(Plan plan) {
        Controllers sorted = new Controllers(plan, new ArrayList<>());
        for (Draft controller : plan.devices(Ranks.CONTROLLER)) {
            sorted.insert(controller);
        }
        plan.devices().reorder("controller", sorted.order);
    }

    /** True where there is one of this type and index. */
    public boolean has(String type, int index) {
        return find(type, index) != null;
    }

    /** The first one of this type and index, or null. */
    public @Nullable Draft find(String type, int index) {
        for (Draft controller : order) {
            if (controller.is(Controller.TYPE, type) && controller.number(Controller.INDEX, -1) == index) {
                return controller;
            }
        }
        return null;
    }

    /** The indexes that controllers of a type have. */
    public BitSet indexes(String type) {
        BitSet taken = new BitSet();
        for (Draft controller : order) {
            if (controller.is(Controller.TYPE, type) && controller.has(Controller.INDEX)) {
                taken.set(controller.number(Controller.INDEX, 0));
            }
        }
        return taken;
    }

    /** Adds one, at the place where libvirt adds it; a null model is left to the type's default. */
    public Draft add(String type, int index, @Nullable String model) {
        return add(type, index, Controller.of(type, index, model));
    }

    /** Adds a PCI controller, at the place where libvirt adds it. */
    public Draft add(PciModel model, int index) {
        return add("pci", index, Controller.of(model, index));
    }

    private Draft add(String type, int index, Draft made) {
        int at = plan.since(ADDED_WITH_THEIR_TYPE) ? place(type, index, true) : order.size();
        order.add(at, made);
        return plan.devices().add(CONTROLLER, made, at);
    }

    /** Adds one where there is none, of each index up to this. */
    public void ensureUpTo(String type, int last, @Nullable String model) {
        BitSet there = new BitSet();
        for (int i = 0; i < order.size(); i++) {
            Draft controller = order.get(i);
            int index = controller.is(Controller.TYPE, type) ? controller.number(Controller.INDEX, -1) : -1;
            if (index >= 0 && index <= last) {
                there.set(index);
            }
        }
        for (int index = there.nextClearBit(0); index <= last; index = there.nextClearBit(index + 1)) {
            add(type, index, model);
        }
    }

    /** Adds one where there is none of this type and index. */
    public void ensure(String type, int index, @Nullable String model) {
        if (!has(type, index)) {
            add(type, index, model);
        }
    }

    private void insert(Draft controller) {
        int at = place(controller.get(Controller.TYPE, ""), controller.number(Controller.INDEX, -1), !controller.hasChild("master"));
        order.add(at, controller);
    }

    /**
     * Where one is inserted.
     *
     * @param index -1 for none
     * @param isMaster whether it isn't a companion of another
     */
    private int place(String type, int index, boolean isMaster) {
        if (index > highest && lastType.equals(type)) {
            highest = index;
            return end++;
        }
        int at = -1;
        highest = index;
        end = -1;
        for (int i = order.size() - 1; i >= 0; i--) {
            Draft current = order.get(i);
            if (!current.is(Controller.TYPE, type)) {
                continue;
            }
            end = end < 0 ? i + 1 : end;
            if (index < 0) {
                at = i + 1;
                break;
            }
            int currentIndex = current.number(Controller.INDEX, -1);
            highest = Math.max(highest, currentIndex);
            boolean isBeforeCompanion = isMaster && currentIndex == index && current.hasChild("master");
            if (currentIndex > index || isBeforeCompanion) {
                at = i;
            } else if (at < 0) {
                at = i + 1;
            }
        }
        // After one without an index, the others' were not looked at.
        lastType = index < 0 ? "" : type;
        end = (end < 0 ? order.size() : end) + 1;
        return at < 0 ? order.size() : at;
    }
}
