package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Shape;

/** What the character devices have in common: {@code <serial>}, {@code <parallel>}, {@code <console>}, {@code <channel>}. */
final class CharDevices {

    private CharDevices() {}

    /** A character device: its host's end, its guest's end, its place. All have these at the same positions. */
    static Shape shape(String name, Shape target) {
        return DeviceInfo.of(CharSource.in(Shape.of(name).attr("type", CharSource.TYPE)).child(target)).ignores("@tty");
    }

    /** The same, its guest's end by what was written of it. */
    static Shape shape(String name, java.util.function.Function<Shape.Selection, Shape> target) {
        return DeviceInfo.of(CharSource.in(Shape.of(name).attr("type", CharSource.TYPE)).child("target", target))
                .ignores("@tty");
    }

    /**
     * Fills in a port that isn't there: one more than the highest of the kind.
     *
     * @param ofAll whether those that come later count too
     */
    static void port(Draft device, Plan plan, boolean ofAll) {
        Draft target = device.make("target");
        if (target.has("port")) {
            return;
        }
        int highest = -1;
        for (Draft other : plan.devices(device.rank())) {
            if (other == device && !ofAll) {
                break;
            }
            Draft taken = other.child("target");
            if (taken != null) {
                highest = Math.max(highest, taken.number("port", -1));
            }
        }
        target.set("port", highest + 1);
    }
}
