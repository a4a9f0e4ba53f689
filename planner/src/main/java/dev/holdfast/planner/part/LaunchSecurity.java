package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** Encryption that the host's processor does: {@code <keywrap>}, {@code <launchSecurity>}. */
final class LaunchSecurity {

    static final Shape KEYWRAP = Shape.of("keywrap")
            .children(Shape.of("cipher")
                    .attr("name", Forms.oneOf("aes", "dea"))
                    .attr("state", Forms.ON_OFF)
                    .requires("@name", "@state"));

    static final Shape SHAPE = Shape.carried("launchSecurity");

    private LaunchSecurity() {}

    static void check(Plan plan) {
        Draft security = plan.domain().child("launchSecurity");
        if (security == null) {
            return;
        }
        if (plan.platform().domainTypes().contains("kvm")) {
            throw security.unmodelled("<launchSecurity>, which the host's processor decides");
        }
        throw security.rejected("Encrypted guests need KVM, and the host has none", "Remove <launchSecurity>");
    }
}
