package dev.holdfast.planner.address;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Registers of another architecture's bus, which libvirt gives its SCSI controller on PCs as well. */
public final class VioAddresses {

    private static final long FIRST_SCSI = 0x2000;
    private static final long STEP = 0x1000;

    private VioAddresses() {}

    /** Gives every such controller a register. */
    public static void assign(Plan plan) {
        List<Draft> controllers = plan.devices(Ranks.CONTROLLER);
        for (int i = 0; i < controllers.size(); i++) {
            Draft controller = controllers.get(i);
            if (controller.is(Controller.TYPE, "scsi") && controller.is(Controller.MODEL, "ibmvscsi") && !controller.hasChild("address")) {
                String register = free(controllers);
                Addresses.give(controller, Addresses.SPAPR_VIO).set("reg", register);
            }
        }
    }

    private static String free(List<Draft> controllers) {
        Set<String> taken = new HashSet<>();
        for (Draft controller : controllers) {
            Draft address = Addresses.of(controller, Addresses.SPAPR_VIO);
            if (address != null && address.has("reg")) {
                taken.add(address.get("reg", ""));
            }
        }
        long register = FIRST_SCSI;
        while (taken.contains(Forms.inHex(register, 8))) {
            register += STEP;
        }
        return Forms.inHex(register, 8);
    }
}
