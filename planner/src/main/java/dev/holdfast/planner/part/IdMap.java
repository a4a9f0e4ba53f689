package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.Comparator;
import java.util.List;

/** Which users of the host those of a guest are: {@code <idmap>}. */
final class IdMap {

    static final Shape SHAPE = Shape.of("idmap").children(entry("uid")).children(entry("gid"));

    private static final Comparator<Draft> BY_START = (one, other) -> Long.compare(start(one), start(other));

    private IdMap() {}

    private static long start(Draft entry) {
        return Long.parseLong(entry.get("start", "0"));
    }

    private static Shape entry(String name) {
        return Shape.of(name)
                .attr("start", Forms.decimal(0, 0xffff_ffffL))
                .attr("target", Forms.decimal(0, 0xffff_ffffL))
                .attr("count", Forms.decimal(0, 0xffff_ffffL))
                .requires("@start", "@target", "@count");
    }

    static void complete(Plan plan) {
        Draft map = plan.domain().child("idmap");
        if (map == null || map.children().isEmpty()) {
            return;
        }
        for (String name : List.of("uid", "gid")) {
            List<Draft> entries = map.children(name);
            entries.sort(BY_START);
            map.reorder(name, entries);
            if (entries.isEmpty() || !entries.getFirst().is("start", "0")) {
                throw map.rejected("<idmap> doesn't map the " + name + " 0", "Map users and groups both, from 0 on");
            }
        }
    }
}
