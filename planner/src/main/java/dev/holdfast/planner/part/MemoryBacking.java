package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.NumberSet;
import dev.holdfast.planner.shape.Shape;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From where a domain's memory comes: {@code <memoryBacking>}. */
final class MemoryBacking {

    static final Shape SHAPE = Shape.of("memoryBacking")
            .child(Shape.flag("hugepages")
                    .children(Shape.of("page")
                            .attr("size", Sizes.kib("unit"))
                            .attr("unit", (written, spot) -> "KiB")
                            .attr("nodeset", NumberSet.FORM)
                            .requires("@size")))
            .child(Shape.flag("nosharepages"))
            .child(Shape.flag("locked"))
            .child(Shape.of("source").attr("type", Forms.oneOf("file", "anonymous", "memfd")))
            .child(Shape.of("access").attr("mode", Forms.oneOf("shared", "private")))
            .child(Shape.of("allocation")
                    .attr("mode", Forms.oneOf("immediate", "ondemand"))
                    .attr("threads", Forms.UINT_UNLESS_ZERO, Versions.libvirt(8, 2)))
            .child(Shape.flag("discard"));

    private MemoryBacking() {}

    static void complete(Plan plan) {
        Draft backing = plan.domain().child("memoryBacking");
        Draft huge = backing == null ? null : backing.child("hugepages");
        if (backing == null || huge == null) {
            return;
        }
        boolean anyCell = !Numa.cells(plan.domain()).isEmpty();
        for (Draft page : huge.children("page")) {
            page.set("unit", "KiB");
            if (page.is("size", "0")) {
                throw page.rejected("A huge page can't have 0 bytes", "Say how big it is");
            }
            if (!anyCell && page.is("nodeset", "0")) {
                page.set("nodeset", null);
            }
        }
        check(plan, backing, huge.children("page"));
    }

    private static void check(Plan plan, Draft backing, List<Draft> pages) {
        for (int i = 0; i < pages.size(); i++) {
            @Nullable String nodes = pages.get(i).get("nodeset");
            for (int j = 0; j < i; j++) {
                clash(pages.get(j), pages.get(i));
            }
            if (nodes != null && NumberSet.of(nodes).length() > Numa.cells(plan.domain()).size()) {
                throw pages.get(i).rejected(
                        "Huge pages of " + pages.get(i).get("size") + " KiB are for the NUMA cells " + nodes
                                + ", and the domain has " + Numa.cells(plan.domain()).size(),
                        "Name cells that there are");
            }
        }
        if ("ondemand".equals(backing.at("allocation@mode"))) {
            throw backing.rejected("Huge pages can't be allocated on demand", "Allocate them immediately");
        }
        if ("anonymous".equals(backing.at("source@type"))) {
            throw backing.rejected("Huge pages can't be anonymous memory", "Remove the <source>, or take file or memfd");
        }
    }

    private static void clash(Draft one, Draft other) {
        String nodes = one.get("nodeset");
        String others = other.get("nodeset");
        if (nodes == null && others == null) {
            throw other.rejected(
                    "Pages of " + one.get("size") + " KiB and of " + other.get("size") + " KiB are both for all cells",
                    "Say for which NUMA cells one of them is, in nodeset");
        }
        if (nodes != null && others != null) {
            BitSet both = NumberSet.of(nodes);
            both.and(NumberSet.of(others));
            if (!both.isEmpty()) {
                throw other.rejected(
                        "Pages of " + one.get("size") + " KiB and of " + other.get("size")
                                + " KiB are both for the NUMA cells " + NumberSet.format(both),
                        "Name each cell once");
            }
        }
    }
}
