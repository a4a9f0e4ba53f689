package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which events the host counts: {@code <perf>}. */
final class Perf {

    /** In the order in which libvirt writes them. */
    private static final List<String> EVENTS = List.of(
            "cmt",
            "mbmt",
            "mbml",
            "cpu_cycles",
            "instructions",
            "cache_references",
            "cache_misses",
            "branch_instructions",
            "branch_misses",
            "bus_cycles",
            "stalled_cycles_frontend",
            "stalled_cycles_backend",
            "ref_cpu_cycles",
            "cpu_clock",
            "task_clock",
            "page_faults",
            "context_switches",
            "cpu_migrations",
            "page_faults_min",
            "page_faults_maj",
            "alignment_faults",
            "emulation_faults");

    static final Shape SHAPE = Shape.of("perf")
            .children(Shape.of("event")
                    .attr("name", Forms.oneOf(EVENTS))
                    .attr("enabled", Forms.YES_NO)
                    .requires("@name", "@enabled"));

    private Perf() {}

    static void complete(Plan plan) {
        Draft perf = plan.domain().child("perf");
        if (perf == null) {
            return;
        }
        SortedMap<Integer, Draft> events = new TreeMap<>();
        for (Draft event : perf.children("event")) {
            String name = event.get("name", "");
            if (events.put(EVENTS.indexOf(name), event) != null) {
                throw event.rejected("There are two events " + name + " in <perf>", "Remove one of the two");
            }
        }
        perf.reorder("event", List.copyOf(events.values()));
    }
}
