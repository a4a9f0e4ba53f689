package dev.holdfast.cli.show.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that isn't as it was.
 *
 * @param fate what became of it
 * @param what the device, or a value of the domain
 * @param before where and what it was; null where it wasn't
 * @param after where and what it is; null where it isn't
 * @param values what of its values the guest sees changed, its place apart
 */
record Change(Fate fate, String what, @Nullable End before, @Nullable End after, List<String> values) {

    /**
     * One end of a change.
     *
     * @param said the device's place, or the domain's value
     * @param anchor the row that shows it; empty for none
     * @param line the line of that row; -1 for none
     */
    record End(String said, String anchor, int line) {

        /** A value that no row shows. */
        static End of(String value) {
            return new End(value, "", -1);
        }
    }

    /** The row to look at; empty for none. */
    String anchor() {
        End end = after == null ? before : after;
        return end == null ? "" : end.anchor();
    }

    /** {@code 0000:01:00.0 → 0000:02:00.0}, or the one place that there is. */
    String way() {
        if (before == null || after == null || before.said().equals(after.said())) {
            return after != null ? after.said() : before == null ? "" : before.said();
        }
        return before.said() + " → " + after.said();
    }
}
