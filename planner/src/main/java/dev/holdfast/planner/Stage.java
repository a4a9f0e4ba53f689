package dev.holdfast.planner;

import dev.holdfast.planner.kind.Plan;

/** One step of completing. */
interface Stage {

    /** Does this step's part. */
    void apply(Plan plan);
}
