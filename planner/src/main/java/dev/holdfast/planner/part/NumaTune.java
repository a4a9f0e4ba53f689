package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.NumberSet;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** From which of the host's nodes memory comes: {@code <numatune>}. */
final class NumaTune {

    private static final Form MODE = Forms.oneOf(List.of("strict", "preferred", "interleave"))
            .since(Versions.libvirt(7, 3), "restrictive");

    /** From it on, a cell isn't restrictive where the domain isn't. */
    private static final Version RESTRICTIVE_TOGETHER = Versions.libvirt(9, 4);

    static final Shape SHAPE = Shape.of("numatune")
            .child(Shape.of("memory")
                    .attr("mode", MODE)
                    .attr("nodeset", NumberSet.FORM)
                    .attr("placement", Forms.oneOf("default", "static", "auto")))
            .children(Shape.of("memnode")
                    .attr("cellid", Forms.decimal(0, Integer.MAX_VALUE))
                    .attr("mode", MODE)
                    .attr("nodeset", NumberSet.FORM)
                    .requires("@cellid", "@nodeset"));

    private NumaTune() {}

    static void complete(Plan plan) {
        Draft domain = plan.domain();
        Draft vcpu = domain.make("vcpu");
        boolean byHand = vcpu.is("placement", "static");
        Draft tune = byHand ? domain.child("numatune") : domain.make("numatune");
        if (tune == null) {
            return;
        }
        Draft memory = byHand ? tune.child("memory") : tune.make("memory");
        if (memory != null) {
            memory(memory, byHand);
        }
        cells(plan, tune, memory != null && memory.is("placement", "auto"));
        if (memory != null
                && memory.is("placement", "auto")
                && !vcpu.has("cpuset")
                && !CpuTune.pins(domain)) {
            vcpu.set("placement", "auto");
        }
    }

    private static void memory(Draft memory, boolean byHand) {
        if (byHand && !memory.has("mode") && !memory.has("nodeset") && !memory.has("placement")) {
            return;
        }
        memory.setIfAbsent("mode", "strict");
        String placement = memory.get("placement");
        if (placement == null || placement.equals("default")) {
            placement = memory.has("nodeset") || byHand ? "static" : "auto";
        }
        if (placement.equals("auto")) {
            memory.set("nodeset", null).set("placement", "auto");
            return;
        }
        memory.set("placement", null);
        if (!memory.has("nodeset")) {
            throw memory.rejected(
                    "It isn't said from which nodes memory comes", "Give <memory> a nodeset, or placement='auto'");
        }
    }

    private static void cells(Plan plan, Draft tune, boolean auto) {
        List<Draft> written = tune.children("memnode");
        if (written.isEmpty()) {
            return;
        }
        tune.remove("memnode");
        if (auto) {
            throw tune.rejected(
                    "Memory is placed automatically, and <memnode> says where", "Remove <memnode>, or placement='auto'");
        }
        int count = Numa.cells(plan.domain()).size();
        SortedMap<Integer, Draft> byCell = new TreeMap<>();
        for (Draft node : written) {
            int cell = node.number("cellid", 0);
            if (cell >= count) {
                throw node.rejected("There is no NUMA cell " + cell + ", only " + count, "Name one that there is");
            }
            if (byCell.put(cell, node) != null) {
                throw node.rejected("There are two <memnode> for cell " + cell, "Remove one of the two");
            }
            node.setIfAbsent("mode", "strict");
            boolean domain = "restrictive".equals(tune.at("memory@mode"));
            boolean own = node.is("mode", "restrictive");
            if (domain && !own || own && !domain && plan.since(RESTRICTIVE_TOGETHER)) {
                throw node.rejected(
                        "The mode of cell " + cell + " is " + node.get("mode") + ", and of the domain "
                                + tune.at("memory@mode"),
                        "Let both be restrictive, or neither");
            }
        }
        byCell.values().forEach(tune::add);
    }
}
