package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Spot;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guest's clock: {@code <clock>}. */
final class Clock {

    /** The end of the year 9999, where what libvirt counts time with ends. */
    private static final long LATEST = 253_402_300_799L;

    private static final Form SECONDS = Forms.decimal(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Form COUNT = Tuning.unlessZero(Forms.decimal(0, Long.MAX_VALUE));

    static final Shape SHAPE = Shape.of("clock")
            .attr(
                    "offset",
                    Forms.oneOf(List.of("utc", "localtime", "variable", "timezone"))
                            .since(Versions.libvirt(8, 4), "absolute"))
            .attr("adjustment", Clock::adjustment)
            .attr("basis", Forms.oneOf("utc", "localtime"))
            .attr("timezone", Forms.FILLED)
            .attr("start", Forms.decimal(0, Long.MAX_VALUE), Versions.libvirt(8, 4))
            .ignores("@adjustment0")
            .children(Shape.of("timer")
                    .attr("name", Forms.oneOf("platform", "pit", "rtc", "hpet", "tsc", "kvmclock", "hypervclock", "armvtimer"))
                    .attr("present", Forms.YES_NO)
                    .attr("tickpolicy", Forms.oneOf("delay", "catchup", "merge", "discard"))
                    .attr(
                            "track",
                            Forms.oneOf(List.of("boot", "guest", "wall"))
                                    .since(Versions.libvirt(7, 1), "realtime"))
                    .attr("frequency", COUNT)
                    .attr("mode", Forms.oneOf("auto", "native", "emulate", "paravirt", "smpsafe"))
                    .requires("@name")
                    .child(Shape.of("catchup")
                            .attr("threshold", COUNT)
                            .attr("slew", COUNT)
                            .attr("limit", COUNT)));

    private Clock() {}

    /** Of a variable clock, libvirt takes what is no number for none. */
    private static @Nullable String adjustment(String written, Spot spot) {
        boolean variable = "variable".equals(spot.element().attribute("offset"));
        if (written.equals("reset")) {
            return variable ? null : written;
        }
        try {
            return SECONDS.read(written, spot);
        } catch (CompleterException e) {
            if (variable) {
                return null;
            }
            throw e;
        }
    }

    /** True where a domain has this timer. */
    static boolean isPresent(Draft domain, String name) {
        Draft clock = domain.child("clock");
        for (Draft timer : clock == null ? List.<Draft>of() : clock.children()) {
            if (timer.is("name", name) && timer.is("present", "yes")) {
                return true;
            }
        }
        return false;
    }

    static void complete(Plan plan) {
        Draft clock = plan.domain().make("clock").setIfAbsent("offset", "utc");
        switch (clock.get("offset", "")) {
            case "utc", "localtime" -> {
                keep(clock, "adjustment");
                if (clock.has("adjustment") && !clock.is("adjustment", "reset")) {
                    clock.set("basis", clock.get("offset")).set("offset", "variable");
                }
            }
            case "variable" -> {
                clock.setIfAbsent("adjustment", "0").setIfAbsent("basis", "utc");
                keep(clock, "adjustment", "basis");
            }
            case "timezone" -> {
                keep(clock, "timezone");
                require(clock, "timezone");
            }
            default -> {
                keep(clock, "start");
                require(clock, "start");
                if (Long.parseLong(clock.get("start", "0")) > LATEST) {
                    throw clock.rejected("The clock can't start after the year 9999", "Let it start earlier");
                }
            }
        }
        for (Draft timer : clock.children()) {
            check(timer);
        }
    }

    private static void keep(Draft clock, String... kept) {
        for (String attribute : List.of("adjustment", "basis", "timezone", "start")) {
            if (clock.has(attribute) && !List.of(kept).contains(attribute)) {
                clock.set(attribute, null);
            }
        }
    }

    private static void require(Draft clock, String attribute) {
        if (!clock.has(attribute)) {
            throw clock.rejected(
                    "A clock of offset " + clock.get("offset") + " has no " + attribute, "Give it one");
        }
    }

    private static void check(Draft timer) {
        String name = timer.get("name", "");
        if (name.equals("platform") || name.equals("armvtimer")) {
            throw unfit(timer, "name", "QEMU has no such timer for this machine");
        }
        boolean clock = name.equals("kvmclock") || name.equals("hypervclock");
        boolean rtc = name.equals("rtc");
        boolean tsc = name.equals("tsc");
        unfitWhere(timer, "tickpolicy", clock, "it doesn't tick");
        unfitWhere(timer, "frequency", !tsc, "only the timer tsc has one");
        unfitWhere(timer, "mode", !tsc, "only the timer tsc has one");
        unfitWhere(timer, "track", !rtc, "only the timer rtc has one");
        unfitWhere(timer, "track", rtc && timer.is("track", "boot"), "QEMU can't track it");
        boolean late = timer.is("tickpolicy", "merge") || timer.is("tickpolicy", "discard");
        unfitWhere(timer, "tickpolicy", rtc && late, "take delay or catchup");
        unfitWhere(timer, "tickpolicy", name.equals("pit") && timer.is("tickpolicy", "merge"), "take delay, catchup or discard");
        Draft catchup = timer.child("catchup");
        if (catchup != null
                && !timer.is("tickpolicy", "catchup")
                && (catchup.has("threshold") || catchup.has("slew") || catchup.has("limit"))) {
            throw catchup.rejected(
                    "The timer " + name + " says how to catch up, and has the tick policy "
                            + timer.get("tickpolicy", "of its own"),
                    "Give it tickpolicy='catchup', or remove <catchup>");
        }
    }

    private static void unfitWhere(Draft timer, String attribute, boolean unfit, String why) {
        if (unfit && timer.has(attribute)) {
            throw unfit(timer, attribute, why);
        }
    }

    private static RuntimeException unfit(Draft timer, String attribute, String why) {
        return timer.rejected(
                "The timer " + timer.get("name") + " can't have the " + attribute + " '" + timer.get(attribute) + "': "
                        + why,
                "Remove it");
    }
}
