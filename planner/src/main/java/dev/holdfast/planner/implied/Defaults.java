package dev.holdfast.planner.implied;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Audio;
import dev.holdfast.planner.kind.Input;
import dev.holdfast.planner.kind.Iommu;
import dev.holdfast.planner.kind.Memballoon;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.kind.Watchdog;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Preset;
import java.util.List;

/** What every PC has, whether its owner wrote it or not: PS/2 input, a balloon, a watchdog on q35, a way for sound. */
public final class Defaults {

    /** From when on {@code <features>} can say that there is no PS/2. */
    private static final Version PS2_OFF = Versions.libvirt(10, 7);

    private static final Preset MOUSE = Preset.of(new Input().shape(), "mouse", "ps2");
    private static final Preset KEYBOARD = Preset.of(new Input().shape(), "keyboard", "ps2");
    private static final Preset BALLOON = Preset.of(new Memballoon().shape(), "virtio");

    private Defaults() {}

    /** Adds what isn't there. */
    public static void add(Plan plan) {
        if (!plan.isQ35() && !plan.isI440fx()) {
            return;
        }
        input(plan);
        Draft devices = plan.devices();
        if (!devices.hasChild("memballoon")) {
            devices.add(Draft.of(BALLOON));
        }
        watchdog(plan);
        iommu(plan);
        audio(plan);
    }

    private static void input(Plan plan) {
        Input.early(plan);
        if (plan.since(PS2_OFF) && "off".equals(plan.domain().at("features/ps2@state"))) {
            return;
        }
        input(plan, "mouse", MOUSE);
        input(plan, "keyboard", KEYBOARD);
    }

    private static void input(Plan plan, String type, Preset usual) {
        for (Draft device : plan.devices(Ranks.INPUT)) {
            if (device.is("type", type) && device.is("bus", "ps2")) {
                return;
            }
        }
        plan.devices().add(Draft.of(usual));
    }

    private static void watchdog(Plan plan) {
        if (!plan.isQ35() || !plan.since(Watchdog.SEVERAL)) {
            return;
        }
        String action = "reset";
        List<Draft> watchdogs = plan.devices(Ranks.WATCHDOG);
        for (int i = 0; i < watchdogs.size(); i++) {
            if (watchdogs.get(i).is("model", "itco")) {
                return;
            }
            action = i == 0 ? watchdogs.get(i).get("action", "reset") : action;
        }
        plan.devices().add("watchdog").set("model", "itco").set("action", action);
    }

    private static void iommu(Plan plan) {
        if (plan.since(Iommu.FOR_MANY_CPUS) && Iommu.needsEim(plan) && !plan.devices().hasChild("iommu")) {
            plan.devices().add("iommu").set("model", "intel");
        }
    }

    /** What isn't shown on the host isn't heard there either; SDL's windows would go by the host's environment. */
    private static void audio(Plan plan) {
        if (!plan.since(Audio.BACKENDS) || plan.devices().hasChild("audio")) {
            return;
        }
        boolean add = true;
        boolean any = false;
        boolean byHost = false;
        String type = "none";
        for (Draft device : plan.devices(Ranks.GRAPHICS)) {
            add &= any;
            any = true;
            switch (device.get("type", "")) {
                case "vnc" -> {
                    add = true;
                    byHost = false;
                    type = "none";
                }
                case "spice" -> {
                    add = true;
                    byHost = false;
                    type = "spice";
                }
                case "sdl" -> {
                    add = true;
                    byHost = true;
                }
                default -> {}
            }
        }
        if (add && !byHost) {
            plan.devices().add("audio").set("id", "1").set("type", type);
        }
    }
}
