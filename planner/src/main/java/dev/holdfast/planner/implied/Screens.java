package dev.holdfast.planner.implied;

import dev.holdfast.planner.kind.Kind;
import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Video;
import dev.holdfast.planner.shape.Draft;

/** A video card where there are graphics and none. */
public final class Screens {

    private Screens() {}

    /** Adds it; the first card is the primary one. */
    public static void add(Plan plan) {
        Draft devices = plan.devices();
        if (devices.hasChild("graphics") && !devices.hasChild("video")) {
            Draft video = devices.add("video");
            Kind kind = Kinds.of(video);
            if (kind != null) {
                kind.complete(video, plan);
            }
        }
        Video.first(plan);
    }
}
