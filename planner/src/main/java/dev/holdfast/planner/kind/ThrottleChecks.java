package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the groups are there by which a disk is slowed down. */
final class ThrottleChecks {

    private ThrottleChecks() {}

    static void check(Draft disk, String of, Plan plan) {
        Draft filters = disk.child(Disk.THROTTLE_FILTERS);
        List<Draft> all = filters == null ? List.of() : filters.children("throttlefilter");
        if (all.isEmpty()) {
            return;
        }
        if (Iotune.isThere(disk)) {
            throw disk.rejected(of + ": it has both <iotune> and <throttlefilters>", "Take one of the two away");
        }
        if (disk.is(Disk.DEVICE, "cdrom")) {
            throw disk.rejected(of + ": <throttlefilters> isn't for a cdrom", "Take it away");
        }
        for (int i = 0; i < all.size(); i++) {
            String group = all.get(i).get("group", "");
            for (int j = 0; j < i; j++) {
                if (all.get(j).is("group", group)) {
                    throw disk.rejected(of + ": the filter " + group + " is there twice", "Take one away");
                }
            }
            if (!isGroup(plan, group)) {
                throw disk.rejected(of + ": there is no <throttlegroup> " + group + " in the domain", "Write it");
            }
        }
    }

    private static boolean isGroup(Plan plan, String name) {
        Draft groups = plan.domain().child("throttlegroups");
        for (Draft group : groups == null ? List.<Draft>of() : groups.children()) {
            if (name.equals(groupName(group))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String groupName(Draft group) {
        Draft name = group.child("group_name");
        return name == null ? null : name.text();
    }
}
