package dev.holdfast.cli.show.page;

import dev.holdfast.lock.LockedDevice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a drawing: a bus, or something that is plugged into one.
 *
 * @param shape what it is drawn as
 * @param bus a bus's name; empty for all else
 * @param device the device, or what makes the bus; null for a bus that no device makes
 * @param branch where it hangs
 * @param opens whether something hangs below it
 */
record Row(Shape shape, String bus, @Nullable LockedDevice device, Branch branch, boolean opens) {

    /** What a row is drawn as. */
    enum Shape {
        /** The beginning of a bus. */
        BUS,
        /** A port or a bridge with something behind it. */
        PORT,
        /** A port or a bridge with nothing behind it. */
        FREE,
        /** Anything else. */
        DEVICE
    }

    /**
     * A row's place among the wires.
     *
     * @param level how many buses it is away from the beginning
     * @param last whether nothing hangs behind it on its bus
     * @param passing the levels of the wires that pass it by
     */
    record Branch(int level, boolean last, List<Integer> passing) {

        /** Where a bus begins. */
        static final Branch ROOT = new Branch(0, true, List.of());

        /** The place of what hangs on a bus that hangs here. */
        Branch next(boolean isLast) {
            return new Branch(level + 1, isLast, below());
        }

        /** The levels of the wires that go on below. */
        List<Integer> below() {
            List<Integer> all = new ArrayList<>(passing);
            if (!last) {
                all.add(level);
            }
            return all;
        }
    }

    /** The levels of the wires that go on below this row. */
    List<Integer> wiresBelow() {
        List<Integer> all = branch.below();
        if (opens) {
            all.add(branch.level() + 1);
        }
        return all;
    }
}
