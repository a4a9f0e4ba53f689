package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.List;

/** Whether a domain's memory is shared, which devices need that another process runs. */
public final class SharedMemory {

    private SharedMemory() {}

    /**
     * That all memory is shared.
     *
     * @param of which device needs it, for messages
     */
    public static void require(Plan plan, Draft device, String of) {
        boolean shared = "shared".equals(plan.domain().at("memoryBacking/access@mode"));
        Draft cpu = plan.domain().child("cpu");
        Draft numa = cpu == null ? null : cpu.child("numa");
        List<Draft> cells = numa == null ? List.of() : numa.children("cell");
        boolean all = shared || !cells.isEmpty();
        for (Draft cell : cells) {
            String access = cell.get("memAccess");
            all &= access == null ? shared : access.equals("shared");
        }
        if (!all) {
            throw device.rejected(
                    of + " needs memory that is shared with the process that runs it",
                    "Write <memoryBacking><access mode='shared'/></memoryBacking> in <domain>");
        }
    }
}
