package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
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

    private final Plan plan;
    private final List<Draft> order;

    private Controllers(Plan plan, List<Draft> order) {
        this.plan = plan;
        this.order = order;
    }

    /** The controllers of this domain as they stand. */
    public static Controllers of(Plan plan) {
        return new Controllers(plan, plan.devices("controller"));
    }

    /** Puts those that the owner wrote into libvirt's order. */
    public static void sort(Plan plan) {
        Controllers sorted = new Controllers(plan, new ArrayList<>());
        for (Draft controller : plan.devices("controller")) {
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
            if (controller.is("type", type) && controller.number("index", -1) == index) {
                return controller;
            }
        }
        return null;
    }

    /** The indexes that controllers of a type have. */
    public BitSet indexes(String type) {
        BitSet taken = new BitSet();
        for (Draft controller : order) {
            if (controller.is("type", type) && controller.has("index")) {
                taken.set(controller.number("index", 0));
            }
        }
        return taken;
    }

    /** Adds one, at the place where libvirt adds it; a null model is left to the type's default. */
    public Draft add(String type, int index, @Nullable String model) {
        Draft made = plan.devices().add("controller");
        made.set("type", type).set("index", index).set("model", model);
        if (plan.since(ADDED_WITH_THEIR_TYPE)) {
            insert(made);
        } else {
            order.add(made);
        }
        plan.devices().reorder("controller", order);
        return made;
    }

    /** Adds one where there is none of this type and index. */
    public void ensure(String type, int index, @Nullable String model) {
        if (!has(type, index)) {
            add(type, index, model);
        }
    }

    private void insert(Draft controller) {
        int at = -1;
        boolean isMaster = !controller.hasChild("master");
        int index = controller.number("index", -1);
        for (int i = order.size() - 1; i >= 0; i--) {
            Draft current = order.get(i);
            if (!current.is("type", controller.get("type", ""))) {
                continue;
            }
            if (index < 0) {
                at = i + 1;
                break;
            }
            int currentIndex = current.number("index", -1);
            boolean isBeforeCompanion = isMaster && current.hasChild("master") && currentIndex == index;
            if (currentIndex > index || isBeforeCompanion) {
                at = i;
            } else if (at < 0) {
                at = i + 1;
            }
        }
        order.add(at < 0 ? order.size() : at, controller);
    }
}
