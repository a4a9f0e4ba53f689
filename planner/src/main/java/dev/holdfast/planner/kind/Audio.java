package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code <audio>}: where sound goes on the host. */
public final class Audio implements VariedKind {

    /** The first libvirt that has backends other than OSS, and that adds one where there is none. */
    public static final Version BACKENDS = Versions.libvirt(7, 2);

    private static final Version DBUS = Versions.libvirt(8, 4);

    private static final Version PIPEWIRE = Versions.libvirt(9, 10);

    private static final Form ID = Forms.decimal(1, 0xffff_ffffL);

    private static final Form TYPE = Forms.oneOf("oss")
            .since(BACKENDS, "none", "alsa", "coreaudio", "jack", "pulseaudio", "sdl", "spice", "file")
            .since(DBUS, "dbus")
            .since(PIPEWIRE, "pipewire");

    private static final Shape PLAIN = direction(direction(audio(), "input"), "output");

    /** What each type has, in both directions alike. */
    private static final Map<String, Shape> SHAPES = Map.of(
            "alsa", both(audio(), "dev"),
            "coreaudio", both(audio(), "bufferCount"),
            "jack", both(audio(), "serverName", "clientName", "connectPorts", "exactName"),
            "oss",
                    both(
                            audio().attr("tryMMap", Forms.YES_NO, BACKENDS)
                                    .attr("exclusive", Forms.YES_NO, BACKENDS)
                                    .attr("dspPolicy", Forms.decimal(0, Integer.MAX_VALUE), BACKENDS),
                            "dev", "bufferCount", "tryPoll"),
            "pulseaudio", both(audio().attr("serverName", Forms.TEXT), "name", "streamName", "latency"),
            "sdl", both(audio().attr("driver", Forms.oneOf("esd", "alsa", "arts", "pulseaudio")), "bufferCount"),
            "file", direction(direction(audio().attr("path", Forms.TEXT), "input"), "output"),
            "pipewire", both(audio().attr("runtimeDir", Forms.TEXT), "name", "streamName", "latency"));

    private static Shape audio() {
        return Shape.of("audio")
                .attr("id", ID)
                .attr("type", TYPE)
                .attr("timerPeriod", ID, BACKENDS)
                .requires("@id", "@type");
    }

    private static Shape both(Shape audio, String... own) {
        return direction(direction(audio, "input", own), "output", own);
    }

    private static Shape direction(Shape audio, String name, String... own) {
        Shape direction = Shape.of(name)
                .attr("mixingEngine", Forms.YES_NO, BACKENDS)
                .attr("fixedSettings", Forms.YES_NO, BACKENDS)
                .attr("voices", ID, BACKENDS)
                .attr("bufferLength", ID, BACKENDS);
        for (String attribute : own) {
            direction.attr(attribute, form(attribute), attribute.equals("dev") ? Versions.libvirt(0, 0) : BACKENDS);
        }
        return audio.child(direction.child(
                Shape.of("settings")
                        .attr("frequency", ID)
                        .attr("channels", ID)
                        .attr("format", Forms.oneOf("u8", "s8", "u16", "s16", "u32", "s32", "f32"))
                        .evenEmpty(),
                BACKENDS));
    }

    private static Form form(String attribute) {
        return switch (attribute) {
            case "exactName", "tryPoll" -> Forms.YES_NO;
            case "bufferCount", "latency" -> Forms.DECIMAL_UNLESS_ZERO;
            default -> Forms.TEXT;
        };
    }

    @Override
    public Shape shape() {
        return PLAIN;
    }

    @Override
    public Shape shape(Shape.Selection by) {
        String type = by.element().attribute("type");
        return type == null ? PLAIN : SHAPES.getOrDefault(type, PLAIN);
    }

    @Override
    public void complete(Draft device, Plan plan) {
        if (!plan.since(BACKENDS)) {
            if (!device.hasChild("input") || !device.hasChild("output")) {
                throw device.rejected("<audio type='oss'> lacks <input> or <output>", "Add both");
            }
            return;
        }
        settings(device.child("input"));
        settings(device.child("output"));
    }

    private static void settings(@Nullable Draft direction) {
        if (direction == null) {
            return;
        }
        boolean fixed = direction.is("fixedSettings", "yes");
        if (fixed && !direction.is("mixingEngine", "yes")) {
            throw direction.rejected("<" + direction.name() + "> has fixed settings, but no mixing engine", "Say mixingEngine='yes'");
        }
        if (fixed) {
            direction.make("settings");
        } else if (direction.hasChild("settings")) {
            throw direction.rejected("<settings> of an <" + direction.name() + "> without fixed settings", "Say fixedSettings='yes'");
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        for (Draft other : plan.devices(Ranks.AUDIO)) {
            if (other == device) {
                break;
            }
            if (other.number("id", 0) == device.number("id", 0)) {
                throw device.rejected("a second <audio id='" + device.get("id") + "'>", "Give it another id");
            }
        }
        if (device.is("type", "spice") && !Graphics.has(plan, "spice")) {
            throw device.rejected("<audio type='spice'> without <graphics type='spice'>", "Add SPICE graphics, or take another type");
        }
        if (device.is("type", "dbus") && !plan.platform().has("graphics", "dbus")) {
            throw device.rejected("<audio type='dbus'>: this QEMU has no D-Bus display", "");
        }
    }

    /** Rejects a device that goes with an {@code <audio>} that isn't there. */
    static void checkId(Draft device, @Nullable String id, Plan plan) {
        if (id == null || !plan.since(BACKENDS)) {
            return;
        }
        for (Draft other : plan.devices(Ranks.AUDIO)) {
            if (id.equals(other.get("id"))) {
                return;
            }
        }
        throw device.rejected("<" + device.name() + "> goes with the audio " + id + ", which isn't there", "Add <audio id='" + id + "' .../>");
    }
}
