package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.BitSet;
import java.util.List;

/** Threads for devices: {@code <iothreads>}, {@code <iothreadids>}, {@code <defaultiothread>}. */
final class IoThreadParts {

    private static final Version POOLS = Versions.libvirt(8, 5);
    private static final Form COUNT = Forms.decimal(0, Integer.MAX_VALUE);
    private static final Form NANOSECONDS = Forms.decimal(0, Long.MAX_VALUE);

    static final Shape NUMBER = Shape.text(
            "iothreads", (written, spot) -> written.isEmpty() ? null : COUNT.read(written, spot));

    static final Shape EACH = Shape.of("iothreadids")
            .children(Shape.of("iothread")
                    .attr("id", Forms.decimal(1, Integer.MAX_VALUE))
                    .attr("thread_pool_min", COUNT, POOLS)
                    .attr("thread_pool_max", COUNT, POOLS)
                    .requires("@id")
                    .child(
                            Shape.of("poll")
                                    .attr("max", NANOSECONDS)
                                    .attr("grow", NANOSECONDS)
                                    .attr("shrink", NANOSECONDS),
                            Versions.libvirt(9, 4)));

    static final Shape DEFAULT =
            Shape.of("defaultiothread").attr("thread_pool_min", COUNT).attr("thread_pool_max", COUNT);

    private IoThreadParts() {}

    static void complete(Plan plan) {
        Draft domain = plan.domain();
        Draft ids = domain.child("iothreadids");
        Draft number = domain.child("iothreads");
        List<Draft> named = ids == null ? List.of() : ids.children("iothread");
        int count = number == null || number.text() == null ? 0 : Integer.parseInt(number.text());
        count = Math.max(count, named.size());
        if (number != null || count > 0) {
            domain.make("iothreads").text(count == 0 ? null : Integer.toString(count));
        }
        if (ids != null) {
            nameAll(ids, named, count);
        }
        Draft byDefault = domain.child("defaultiothread");
        if (byDefault != null) {
            checkPool(byDefault);
        }
    }

    /** Where one has an identifier of its own, libvirt writes all of them. */
    private static void nameAll(Draft ids, List<Draft> named, int count) {
        BitSet taken = new BitSet();
        for (Draft thread : named) {
            checkPool(thread);
            int id = thread.number("id", 0);
            if (taken.get(id)) {
                throw thread.rejected("There are two I/O threads " + id, "Give one of them another id");
            }
            taken.set(id);
        }
        for (int made = named.size(); !named.isEmpty() && made < count; made++) {
            int id = taken.nextClearBit(1);
            taken.set(id);
            ids.add("iothread").set("id", id);
        }
    }

    private static void checkPool(Draft thread) {
        if (thread.has("thread_pool_max")
                && thread.number("thread_pool_max", 0) < Math.max(1, thread.number("thread_pool_min", 0))) {
            throw thread.rejected(
                    "A pool of I/O threads has at most " + thread.get("thread_pool_max") + " threads",
                    "Let thread_pool_max be at least 1 and thread_pool_min");
        }
        if (thread.has("thread_pool_min") && !thread.has("thread_pool_max")) {
            throw thread.rejected(
                    "A pool of I/O threads has a least number and no most", "Give it a thread_pool_max");
        }
    }
}
