package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a domain's process is labelled: {@code <seclabel>}. */
final class SecLabels {

    static final Shape SHAPE = Shape.of("seclabel")
            .attr("type", Forms.oneOf("none", "dynamic", "static"))
            .attr("model", Forms.FILLED)
            .attr("relabel", Forms.YES_NO)
            .child(Shape.text("label", Forms.FILLED))
            .child(Shape.text("baselabel", Forms.FILLED))
            .ignores("imagelabel");

    private static final Version TYPE_LOST = Versions.libvirt(7, 4);
    private static final Version TYPE_FOUND = Versions.libvirt(12, 0);

    private SecLabels() {}

    static void complete(Plan plan) {
        List<Draft> labels = plan.domain().children("seclabel");
        Set<String> models = new HashSet<>();
        for (Draft label : labels) {
            boolean typed = label.has("type") || label.is("model", "none");
            if (!typed && plan.since(TYPE_LOST) && !plan.since(TYPE_FOUND)) {
                lose(plan, label, models);
                continue;
            }
            label(label);
            String model = label.get("model");
            if (model == null && labels.size() == 1) {
                model = modelOfHost(plan, label);
            }
            if (model == null) {
                throw label.rejected("A <seclabel> says no model", "Say which: dac, selinux, apparmor or none");
            }
            if (!models.add(model)) {
                throw label.rejected("There are two <seclabel> of the model " + model, "Remove one of the two");
            }
        }
    }

    /** For some years, libvirt read a label without a type, and didn't write it. */
    private static void lose(Plan plan, Draft label, Set<String> models) {
        String model = label.get("model");
        if (model == null || !models.add(model)) {
            throw label.rejected("A <seclabel> says no model, or another's", "Say which: dac, selinux, apparmor or none");
        }
        plan.domain().remove(label);
    }

    private static void label(Draft label) {
        label.setIfAbsent("type", "dynamic");
        boolean dynamic = label.is("type", "dynamic");
        boolean none = label.is("type", "none");
        if (dynamic && label.is("relabel", "no") || none && label.is("relabel", "yes")) {
            throw label.rejected(
                    "A <seclabel> of type " + label.get("type") + " can't have relabel='" + label.get("relabel") + "'",
                    "Remove relabel, or take the type static");
        }
        if (label.is("model", "none")) {
            makeNone(label);
            return;
        }
        label.set("relabel", none ? null : label.get("relabel", dynamic ? "yes" : "no"));
        Draft text = label.child("label");
        if (label.is("type", "static") && (text == null || text.text() == null)) {
            throw label.rejected("A static <seclabel> has no label", "Give it a <label>");
        }
        if (!label.is("type", "static")) {
            label.remove("label");
        }
        if (!dynamic) {
            label.remove("baselabel");
        }
    }

    private static void makeNone(Draft label) {
        label.set("type", "none").set("relabel", null);
        label.remove("label");
        label.remove("baselabel");
    }

    /** A single label without a model has the first of the host's. */
    private static @org.jspecify.annotations.Nullable String modelOfHost(Plan plan, Draft label) {
        if (label.is("type", "static") || label.hasChild("baselabel")) {
            return null;
        }
        String model = plan.platform().securityModel();
        label.set("model", model);
        if (model.equals("none")) {
            makeNone(label);
        }
        return model;
    }
}
