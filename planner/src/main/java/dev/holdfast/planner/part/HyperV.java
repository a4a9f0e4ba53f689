package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** What makes a machine look like Hyper-V to Windows: {@code <hyperv>}. */
final class HyperV {

    private static final Version MODES = Versions.libvirt(7, 10);
    private static final Version DIRECT_FLUSH = Versions.libvirt(11, 0);

    /** From it on, libvirt looks at what a feature needs when a domain is defined. */
    private static final Version NEEDS = Versions.libvirt(12, 0);

    /**
     * What a feature can't do without.
     *
     * @param feature its place in {@code <hyperv>}
     * @param other the feature that it needs
     */
    private record Need(String feature, String other) {}

    private static final List<Need> ALL_NEEDS = List.of(
            new Need("stimer", "synic"),
            new Need("tlbflush", "vpindex"),
            new Need("tlbflush/direct", "vapic"),
            new Need("ipi", "vpindex"),
            new Need("evmcs", "vapic"));

    private static final int LEAST_RETRIES = 0xfff;
    private static final int LONGEST_VENDOR = 12;

    private static final Form VENDOR = (written, spot) -> {
        if (written.length() > LONGEST_VENDOR || written.indexOf(',') >= 0) {
            throw spot.rejected(written, "at most " + LONGEST_VENDOR + " characters without a comma are expected");
        }
        return written;
    };

    static final Shape SHAPE = Shape.flag("hyperv")
            .rejectsOthers()
            .attr("mode", Forms.oneOf("custom", "passthrough"), MODES)
            .child(feature("relaxed"))
            .child(feature("vapic"))
            .child(feature("spinlocks").attr("retries", Forms.UINT))
            .child(feature("vpindex"))
            .child(feature("runtime"))
            .child(feature("synic"))
            .child(feature("stimer").rejectsOthers().child(feature("direct")))
            .child(feature("reset"))
            .child(feature("vendor_id").attr("value", VENDOR))
            .child(feature("frequencies"))
            .child(feature("reenlightenment"))
            .child(feature("tlbflush")
                    .child(feature("direct"), DIRECT_FLUSH)
                    .child(feature("extended"), DIRECT_FLUSH))
            .child(feature("ipi"))
            .child(feature("evmcs"))
            .child(feature("avic"), Versions.libvirt(8, 10))
            .child(feature("emsr_bitmap"), Versions.libvirt(10, 7))
            .child(feature("xmm_input"), Versions.libvirt(10, 7));

    private HyperV() {}

    private static Shape feature(String name) {
        return Shape.of(name).attr("state", Forms.ON_OFF).requires("@state");
    }

    static void complete(Plan plan, Draft features) {
        Draft hyperv = features.child("hyperv");
        if (hyperv == null) {
            return;
        }
        if (plan.since(MODES)) {
            hyperv.setIfAbsent("mode", "custom");
        }
        if (hyperv.is("mode", "passthrough") && plan.since(DIRECT_FLUSH)) {
            for (Draft feature : List.copyOf(hyperv.children())) {
                hyperv.remove(feature.name());
            }
            return;
        }
        spinlocks(plan, hyperv);
        vendor(hyperv);
        for (Draft feature : hyperv.children()) {
            for (Draft part : List.copyOf(feature.children())) {
                if (feature.is("state", "off") || part.is("state", "off")) {
                    feature.remove(part.name());
                }
            }
        }
    }

    static void check(Plan plan) {
        Draft features = plan.domain().child("features");
        Draft hyperv = features == null || !plan.since(NEEDS) ? null : features.child("hyperv");
        if (hyperv == null) {
            return;
        }
        for (Need need : ALL_NEEDS) {
            if (isOn(hyperv, need.feature()) && !isOn(hyperv, need.other())) {
                throw hyperv.rejected(
                        "Hyper-V's " + need.feature() + " needs " + need.other() + ", which isn't on",
                        "Switch it on: <" + need.other() + " state='on'/>");
            }
        }
        if (isOn(hyperv, "stimer") && !Clock.isPresent(plan.domain(), "hypervclock")) {
            throw hyperv.rejected(
                    "Hyper-V's stimer needs the timer hypervclock",
                    "Give <clock> a <timer name='hypervclock' present='yes'/>");
        }
    }

    private static boolean isOn(Draft hyperv, String feature) {
        return "on".equals(hyperv.at(feature + "@state"));
    }

    private static void spinlocks(Plan plan, Draft hyperv) {
        Draft spinlocks = hyperv.child("spinlocks");
        if (spinlocks == null) {
            return;
        }
        if (spinlocks.is("state", "off")) {
            spinlocks.set("retries", null);
        } else if (!spinlocks.has("retries") && plan.since(NEEDS)) {
            return;
        } else if (Long.parseLong(spinlocks.get("retries", "0")) < LEAST_RETRIES) {
            throw spinlocks.rejected(
                    "Hyper-V spinlocks are retried " + spinlocks.get("retries", "0") + " times",
                    "Let there be at least " + LEAST_RETRIES + " retries");
        }
    }

    private static void vendor(Draft hyperv) {
        Draft vendor = hyperv.child("vendor_id");
        if (vendor == null) {
            return;
        }
        if (vendor.is("state", "off")) {
            vendor.set("value", null);
        } else if (!vendor.has("value")) {
            throw vendor.rejected("Hyper-V's <vendor_id> has no value", "Give it one, or switch it off");
        }
    }
}
