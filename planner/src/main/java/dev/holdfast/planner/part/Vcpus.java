package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.NumberSet;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many processors a domain has: {@code <vcpu>} and {@code <vcpus>}. */
final class Vcpus {

    /** Above it, libvirt wants a q35 machine whose IOMMU has extended interrupt mode. */
    private static final int WITHOUT_EIM = 255;

    /** From it on, libvirt adds that IOMMU. */
    private static final Version EIM_BY_ITSELF = Versions.libvirt(10, 10);

    static final Shape SHAPE = Shape.of("vcpu")
            .attr("placement", Forms.oneOf("static", "auto"))
            .attr("cpuset", NumberSet.FORM)
            .attr("current", Forms.decimal(0, Integer.MAX_VALUE))
            .text(Forms.decimal(0, Integer.MAX_VALUE));

    static final Shape EACH = Shape.of("vcpus")
            .children(Shape.of("vcpu")
                    .attr("id", Forms.decimal(0, Integer.MAX_VALUE))
                    .attr("enabled", Forms.YES_NO)
                    .attr("hotpluggable", Forms.YES_NO)
                    .attr("order", Tuning.unlessZero(Forms.decimal(0, Integer.MAX_VALUE)))
                    .requires("@id", "@enabled"));

    private Vcpus() {}

    static void complete(Plan plan) {
        Draft vcpu = plan.domain().make("vcpu").setIfAbsent("placement", "static");
        if (vcpu.text() == null) {
            vcpu.text("1");
        }
        if (vcpu.is("placement", "auto")) {
            vcpu.set("cpuset", null);
        }
        int most = count(plan.domain());
        if (most == 0) {
            throw vcpu.rejected("The domain has no processor", "Give it one");
        }
        Draft each = plan.domain().child("vcpus");
        if (each != null && each.hasChild("vcpu")) {
            vcpu.set("current", completeEach(each, most));
        }
        int current = vcpu.number("current", most);
        if (current > most) {
            throw vcpu.rejected(
                    current + " processors shall be there from the start, and " + most + " at most",
                    "Raise the maximum, or lower current");
        }
        if (current == 0) {
            throw vcpu.rejected("No processor is there from the start", "Let current be 1 or more");
        }
        vcpu.set("current", current == most ? null : Integer.toString(current));
    }

    /** Fills in those that weren't written and answers how many are there from the start. */
    private static int completeEach(Draft each, int most) {
        List<Draft> written = each.children("vcpu");
        each.remove("vcpu");
        @Nullable Draft[] byId = new @Nullable Draft[most];
        for (Draft vcpu : written) {
            int id = vcpu.number("id", 0);
            if (id >= most) {
                throw vcpu.rejected("There is no processor " + id + ", only " + most, "Raise the number in <vcpu>");
            }
            byId[id] = vcpu;
        }
        int there = 0;
        Draft before = null;
        for (int id = 0; id < most; id++) {
            Draft one = byId[id];
            Draft vcpu = one == null ? each.add("vcpu").set("id", id).set("enabled", "no") : each.add(one);
            boolean enabled = vcpu.is("enabled", "yes");
            there += enabled ? 1 : 0;
            vcpu.setIfAbsent("hotpluggable", enabled ? "no" : "yes");
            if (!enabled && vcpu.is("hotpluggable", "no")) {
                throw vcpu.rejected(
                        "Processor " + id + " is neither there from the start nor to be plugged in",
                        "Enable it, or let it be hotpluggable");
            }
            check(vcpu, before, each.children().getFirst());
            before = vcpu;
        }
        return there;
    }

    private static void check(Draft vcpu, @Nullable Draft before, Draft first) {
        int order = vcpu.number("order", 0);
        if (before == null) {
            if (vcpu.is("enabled", "no") || vcpu.is("hotpluggable", "yes") || order > 1) {
                throw vcpu.rejected(
                        "Processor 0 isn't there from the start, first and for good",
                        "Let it be enabled, of order 1 and not hotpluggable");
            }
            return;
        }
        if (vcpu.is("enabled", "yes") && (order != 0) != first.has("order")) {
            throw vcpu.rejected("Some processors have an order and some haven't", "Give one to all, or to none");
        }
        if (vcpu.is("hotpluggable", "no")
                && (before.is("hotpluggable", "yes") || before.number("order", 0) > order)) {
            throw vcpu.rejected(
                    "Processor " + vcpu.get("id") + " can't be unplugged, but comes after one that can, or out of order",
                    "Put those that aren't hotpluggable first, in ascending order");
        }
    }

    /** The most processors that there can be. */
    static int count(Draft domain) {
        Draft vcpu = domain.child("vcpu");
        String text = vcpu == null ? null : vcpu.text();
        return text == null ? 1 : Integer.parseInt(text);
    }

    /** Looks whether the machine takes them. */
    static void check(Plan plan) {
        Draft vcpu = plan.domain().make("vcpu");
        int most = count(plan.domain());
        int limit = plan.platform().mostProcessors(plan.machine());
        if (most > limit) {
            throw vcpu.rejected(
                    most + " processors are more than " + plan.machine() + " takes, " + limit, "Lower the number");
        }
        Draft cpu = plan.domain().child("cpu");
        Draft topology = cpu == null ? null : cpu.child("topology");
        if (topology != null && Cpu.processors(topology) != most) {
            throw topology.rejected(
                    "The topology has " + Cpu.processors(topology) + " processors, and <vcpu> says " + most,
                    "Make the two the same");
        }
        if (most > WITHOUT_EIM && plan.isQ35() && plan.since(EIM_BY_ITSELF) && !hasEim(plan)) {
            throw vcpu.unmodelled("the IOMMU that libvirt adds for more than " + WITHOUT_EIM + " processors");
        }
        if (most > WITHOUT_EIM && !(plan.isQ35() && hasEim(plan))) {
            throw vcpu.rejected(
                    "More than " + WITHOUT_EIM + " processors need an IOMMU with extended interrupt mode",
                    "Take a q35 machine with <iommu> and eim='on', or fewer processors");
        }
    }

    private static boolean hasEim(Plan plan) {
        for (Draft iommu : plan.devices(Ranks.IOMMU)) {
            if ("on".equals(iommu.at("driver@eim"))) {
                return true;
            }
        }
        return false;
    }
}
