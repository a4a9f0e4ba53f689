package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** What happens with a domain when something happens to it: {@code <on_poweroff>} and its like, {@code <pm>}. */
final class Lifecycle {

    private static final Form ACTION = orNothing(Forms.oneOf(
            "destroy", "restart", "rename-restart", "preserve", "coredump-destroy", "coredump-restart"));

    static final Shape POWEROFF = Shape.text("on_poweroff", ACTION);
    static final Shape REBOOT = Shape.text("on_reboot", ACTION);
    static final Shape CRASH = Shape.text("on_crash", ACTION);
    static final Shape LOCK_FAILURE = Shape.text(
            "on_lockfailure", orNothing(Forms.oneOfOrDefault("poweroff", "restart", "pause", "ignore")));

    static final Shape POWER = Shape.of("pm")
            .child(Shape.of("suspend-to-mem").attr("enabled", Forms.YES_NO))
            .child(Shape.of("suspend-to-disk").attr("enabled", Forms.YES_NO));

    /** From it on, libvirt looks at it when a domain is defined. */
    private static final Version LOOKED_AT = Versions.libvirt(8, 0);

    private Lifecycle() {}

    private static Form orNothing(Form form) {
        return (written, spot) -> written.isEmpty() ? null : form.read(written, spot);
    }

    static void complete(Plan plan) {
        Draft poweroff = usual(plan.domain().make("on_poweroff"), "destroy");
        Draft reboot = usual(plan.domain().make("on_reboot"), "restart");
        Draft crash = usual(plan.domain().make("on_crash"), "destroy");
        for (Draft event : List.of(poweroff, reboot)) {
            String action = String.valueOf(event.text());
            if (action.startsWith("coredump")) {
                throw event.rejected(
                        "A dump of memory is made when a guest crashes, not for <" + event.name() + ">",
                        "Take destroy or restart");
            }
        }
        if (!plan.since(LOOKED_AT)) {
            return;
        }
        for (Draft event : List.of(poweroff, reboot, crash)) {
            if ("rename-restart".equals(event.text())) {
                throw event.rejected("QEMU can't rename a guest in <" + event.name() + ">", "Take destroy or restart");
            }
        }
        for (Draft event : List.of(poweroff, reboot)) {
            if ("preserve".equals(event.text())) {
                throw event.rejected("QEMU can't keep a guest in <" + event.name() + ">", "Take destroy or restart");
            }
        }
        if ("restart".equals(poweroff.text()) && "destroy".equals(reboot.text())) {
            throw reboot.rejected(
                    "QEMU can't destroy a guest at a reboot and restart it at a power-off",
                    "Take restart at a reboot, and destroy at a power-off");
        }
    }

    private static Draft usual(Draft event, String action) {
        return event.text() == null ? event.text(action) : event;
    }
}
