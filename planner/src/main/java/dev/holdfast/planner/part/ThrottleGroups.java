package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Limits that disks share: {@code <throttlegroups>}. */
final class ThrottleGroups {

    private static final List<String> LIMITS = List.of(
            "total_bytes_sec",
            "read_bytes_sec",
            "write_bytes_sec",
            "total_iops_sec",
            "read_iops_sec",
            "write_iops_sec",
            "total_bytes_sec_max",
            "read_bytes_sec_max",
            "write_bytes_sec_max",
            "total_iops_sec_max",
            "read_iops_sec_max",
            "write_iops_sec_max",
            "size_iops_sec",
            "total_bytes_sec_max_length",
            "read_bytes_sec_max_length",
            "write_bytes_sec_max_length",
            "total_iops_sec_max_length",
            "read_iops_sec_max_length",
            "write_iops_sec_max_length");

    static final Shape SHAPE = Shape.of("throttlegroups").children(group());

    private ThrottleGroups() {}

    private static Shape group() {
        Form limit = Tuning.unlessZero(Forms.decimal(0, Long.MAX_VALUE));
        Shape group = Shape.of("throttlegroup");
        for (String name : LIMITS) {
            group.child(Shape.text(name, limit));
        }
        return group.child(Shape.text("group_name", Forms.FILLED));
    }

    static void complete(Plan plan) {
        Draft groups = plan.domain().child("throttlegroups");
        if (groups == null) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (Draft group : groups.children()) {
            Draft name = group.child("group_name");
            String text = name == null ? null : name.text();
            if (text == null) {
                throw group.rejected("A throttle group has no name", "Give it a <group_name>");
            }
            if (!names.add(text)) {
                throw group.rejected("There are two throttle groups " + text, "Give one of them another name");
            }
        }
    }
}
