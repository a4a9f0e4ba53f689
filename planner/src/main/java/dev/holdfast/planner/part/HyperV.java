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
        if (hyperv.is("mode", "passthrough")) {
            for (Draft feature : List.copyOf(hyperv.children())) {
                hyperv.remove(feature.name());
            }
            return;
        }
        spinlocks(hyperv);
        vendor(hyperv);
        for (Draft feature : hyperv.children()) {
            for (Draft part : List.copyOf(feature.children())) {
                if (feature.is("state", "off") || part.is("state", "off")) {
                    feature.remove(part.name());
                }
            }
        }
    }

    private static void spinlocks(Draft hyperv) {
        Draft spinlocks = hyperv.child("spinlocks");
        if (spinlocks == null) {
            return;
        }
        if (spinlocks.is("state", "off")) {
            spinlocks.set("retries", null);
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
