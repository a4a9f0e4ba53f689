package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code <iotune>} of a disk: how much it may read and write. */
public final class Iotune {

    /** What QEMU takes at most. */
    private static final long MOST = 1_000_000_000_000_000L;

    private static final List<String> SPEEDS = List.of(
            "total_bytes_sec", "read_bytes_sec", "write_bytes_sec", "total_iops_sec", "read_iops_sec", "write_iops_sec");

    /** A whole may be limited, or its parts. */
    private static final List<List<String>> EITHER_OR = List.of(
            List.of("total_bytes_sec", "read_bytes_sec", "write_bytes_sec"),
            List.of("total_iops_sec", "read_iops_sec", "write_iops_sec"),
            List.of("total_bytes_sec_max", "read_bytes_sec_max", "write_bytes_sec_max"),
            List.of("total_iops_sec_max", "read_iops_sec_max", "write_iops_sec_max"));

    /** The element. */
    static final Shape SHAPE = limits(Shape.of("iotune"), Shape.text("group_name", Forms.FILLED));

    private Iotune() {}

    /** A shape with limits in it, and the group's name in its place among them. */
    public static Shape limits(Shape shape, Shape group) {
        Form limit = (written, spot) -> {
            String number = Forms.decimal(0, Long.MAX_VALUE).read(written.strip(), spot);
            return number == null || number.equals("0") ? null : number;
        };
        SPEEDS.forEach(speed -> shape.child(Shape.text(speed, limit)));
        SPEEDS.forEach(speed -> shape.child(Shape.text(speed + "_max", limit)));
        shape.child(Shape.text("size_iops_sec", limit)).child(group);
        SPEEDS.forEach(speed -> shape.child(Shape.text(speed + "_max_length", limit)));
        return shape;
    }

    /** A disk that only names a group has the limits of the first other disk of that group. */
    static void takeGroup(Draft disk, Plan plan) {
        Draft tune = disk.child(Disk.IOTUNE);
        String group = tune == null ? null : group(tune);
        if (tune == null || group == null || hasLimits(tune)) {
            return;
        }
        for (Draft other : plan.devices(Ranks.DISK)) {
            Draft theirs = other.child("iotune");
            if (theirs != null && group.equals(group(theirs)) && hasLimits(theirs)) {
                for (Draft limit : theirs.children()) {
                    tune.make(limit.name()).text(limit.text());
                }
                return;
            }
        }
    }

    static void check(Draft disk, Plan plan) {
        Draft tune = disk.child(Disk.IOTUNE);
        if (tune == null) {
            return;
        }
        String of = Disk.label(disk);
        for (List<String> names : EITHER_OR) {
            boolean whole = has(tune, names.get(0));
            if (whole && (has(tune, names.get(1)) || has(tune, names.get(2)))) {
                throw tune.rejected(
                        of + ": <iotune> limits " + names.get(0) + " and a part of it", "Limit the one or the other");
            }
        }
        for (Draft limit : tune.children()) {
            String value = limit.text();
            boolean isCapped = !limit.name().equals("group_name") && !limit.name().endsWith("_length");
            if (value != null && isCapped && Long.parseLong(value) > MOST) {
                throw limit.rejected(of + ": <" + limit.name() + "> is " + value, "QEMU takes at most " + MOST);
            }
        }
        String group = group(tune);
        if (group == null) {
            return;
        }
        if (!hasLimits(tune)) {
            throw tune.rejected(of + ": <iotune> names the group " + group + " and no limit", "Give it limits");
        }
        for (Draft other : plan.devices(Ranks.DISK)) {
            Draft theirs = other == disk ? null : other.child("iotune");
            if (theirs != null && group.equals(group(theirs)) && !isSame(tune, theirs)) {
                throw tune.rejected(
                        of + " and " + Disk.label(other) + " are of the group " + group + " and have other limits",
                        "Give them the same, or only the group's name to one");
            }
        }
    }

    /** True where a disk has limits or a group. */
    static boolean isThere(Draft disk) {
        Draft tune = disk.child(Disk.IOTUNE);
        return tune != null && (group(tune) != null || hasLimits(tune));
    }

    static boolean hasLimits(Draft tune) {
        for (Draft limit : tune.children()) {
            if (limit.text() != null && !limit.name().equals("group_name")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Draft a, Draft b) {
        for (Draft limit : a.children()) {
            if (!Objects.equals(limit.text(), text(b, limit.name()))) {
                return false;
            }
        }
        for (Draft limit : b.children()) {
            if (!Objects.equals(limit.text(), text(a, limit.name()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(Draft tune, String limit) {
        return text(tune, limit) != null;
    }

    private static @Nullable String group(Draft tune) {
        return text(tune, "group_name");
    }

    private static @Nullable String text(Draft tune, String name) {
        Draft child = tune.child(name);
        return child == null ? null : child.text();
    }
}
