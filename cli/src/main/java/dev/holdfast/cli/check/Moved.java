package dev.holdfast.cli.check;

import dev.holdfast.abi.Finding;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.Paint;
import dev.holdfast.problem.Problem;
import java.util.List;

/**
 * What moving one VM comes to.
 *
 * @param label its spec, as the user named it
 * @param hasLock whether a lock is beside it
 * @param without what its guest would notice without a lock
 * @param with what it would notice with one
 * @param refused why it would be refused with one; empty where it wouldn't
 */
record Moved(String label, boolean hasLock, List<Finding> without, List<Finding> with, List<Problem> refused) {

    /** True where the VM, kept as it is, would not come through unnoticed. */
    boolean isNoticed() {
        return hasLock ? !with.isEmpty() || !refused.isEmpty() : !without.isEmpty();
    }

    /** A line, and below it what the guest would notice; nothing where it would notice nothing. */
    String text(Paint paint) {
        if (without.isEmpty() && with.isEmpty() && refused.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder(paint.bold(label))
                .append(": without a lock ")
                .append(FindingPrint.count(without))
                .append("; with ")
                .append(hasLock ? "its lock " : "one ")
                .append(refused.isEmpty() ? FindingPrint.count(with) : "refused")
                .append('\n')
                .append(FindingPrint.text(without, "  ", paint));
        if (!with.isEmpty()) {
            out.append("  with the lock:\n").append(FindingPrint.text(with, "    ", paint));
        }
        refused.forEach(problem -> out.append("  with the lock: ").append(problem.what()).append('\n'));
        return out.toString();
    }

    /** The same for programs. */
    Json json() {
        return Json.object()
                .put("file", label)
                .put("locked", hasLock)
                .put("without", FindingPrint.json(without))
                .put("with", FindingPrint.json(with))
                .put("refused", refused.stream().map(Problem::what).toList());
    }
}
