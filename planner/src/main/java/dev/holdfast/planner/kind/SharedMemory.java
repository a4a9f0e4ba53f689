package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.List;

/** Whether other processes of the host can have the guest's memory. */
final class SharedMemory {

    private SharedMemory() {}

    /** True where they can have all of it. */
    static boolean is(Plan plan) {
        boolean shared = "shared".equals(plan.domain().at("memoryBacking/access@mode"));
        Draft cpu = plan.domain().child("cpu");
        Draft numa = cpu == null ? null : cpu.child("numa");
        List<Draft> cells = numa == null ? List.of() : numa.children("cell");
        for (Draft cell : cells) {
            String access = cell.get("memAccess");
            if (access == null ? !shared : !access.equals("shared")) {
                return false;
            }
        }
        return !cells.isEmpty() || shared;
    }
}
