package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;

/** Which model a SCSI controller has that nobody gave one. */
public final class ScsiModel {

    private static final String LSI = "lsilogic";

    /** From here on it is that of the domain's first SCSI controller that has one; 11.3 doesn't look, 12.8 does. */
    private static final Version AS_THE_OTHERS = Versions.libvirt(12, 0);

    private ScsiModel() {}

    /** The model that a domain's SCSI controllers have by default. */
    public static String byDefault(Plan plan) {
        if (plan.since(AS_THE_OTHERS)) {
            for (Draft controller : plan.devices(Ranks.CONTROLLER)) {
                String model = controller.is(Controller.TYPE, "scsi") ? controller.get(Controller.MODEL) : null;
                if (model != null && !model.equals("auto")) {
                    return model;
                }
            }
        }
        return LSI;
    }
}
