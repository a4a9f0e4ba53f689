package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guest's processor: {@code <cpu>}. */
final class Cpu {

    private static final int VENDOR_ID = 12;

    private static final Form COUNT = Forms.decimal(1, 0xffff_ffffL);

    private static final Form VENDOR = (written, spot) -> {
        if (written.isEmpty()) {
            return null;
        }
        if (written.length() != VENDOR_ID || written.indexOf(',') >= 0) {
            throw spot.rejected(written, VENDOR_ID + " characters without a comma are expected");
        }
        return written;
    };

    static final Shape SHAPE = Shape.of("cpu")
            .attr(
                    "mode",
                    Forms.oneOf(List.of("custom", "host-model", "host-passthrough"))
                            .since(Versions.libvirt(7, 1), "maximum"))
            .attr("match", Forms.oneOf("exact", "minimum", "strict"))
            .attr("check", Forms.oneOfOrDefault("none", "partial", "full"))
            .attr("migratable", Forms.ON_OFF)
            .attr("deprecated_features", Forms.ON_OFF, Versions.libvirt(11, 0))
            .child(Shape.of("model")
                    .attr("fallback", Forms.oneOf("allow", "forbid"))
                    .attr("vendor_id", VENDOR)
                    .text(Forms.FILLED))
            .child(Shape.text("vendor", Forms.FILLED))
            .child(Shape.of("topology")
                    .attr("sockets", COUNT)
                    .attr("dies", COUNT)
                    .attr("clusters", COUNT, Versions.libvirt(10, 1))
                    .attr("cores", COUNT)
                    .attr("threads", COUNT)
                    .requires("@sockets", "@cores", "@threads"))
            .child(Shape.of("cache")
                    .attr("level", Forms.decimal(1, 3))
                    .attr("mode", Forms.oneOf("emulate", "passthrough", "disable"))
                    .requires("@mode"))
            .child(
                    Shape.of("maxphysaddr")
                            .attr("mode", Forms.oneOf("emulate", "passthrough"))
                            .attr("bits", Forms.decimal(0, Integer.MAX_VALUE))
                            .attr("limit", COUNT, Versions.libvirt(9, 3))
                            .requires("@mode"),
                    Versions.libvirt(8, 7))
            .children(Shape.of("feature")
                    .attr("policy", Forms.oneOf("force", "require", "optional", "disable", "forbid"))
                    .attr("name", Forms.TEXT)
                    .requires("@name"))
            .child(Numa.SHAPE);

    private Cpu() {}

    static void complete(Plan plan) {
        Draft domain = plan.domain();
        Draft cpu = domain.make("cpu");
        read(cpu);
        Draft topology = cpu.child("topology");
        if (topology != null) {
            topology.setIfAbsent("dies", "1");
            if (plan.since(Versions.libvirt(10, 1))) {
                topology.setIfAbsent("clusters", "1");
            }
        }
        if (cpu.is("mode", "custom") && !hasModel(cpu)) {
            cpu.set("match", "exact").set("check", "none");
            cpu.make("model").text(plan.platform().usualCpu(domain.get("type", ""))).set("fallback", "forbid");
        }
        if (cpu.is("mode", "host-passthrough")) {
            cpu.setIfAbsent("migratable", "on");
        }
        cpu.setIfAbsent("check", check(cpu, domain.is("type", "qemu")));
    }

    /** What libvirt makes of what was written, before it fills in a model. */
    private static void read(Draft cpu) {
        cpu.setIfAbsent("mode", "custom");
        boolean asTheHost = cpu.is("mode", "host-passthrough") || cpu.is("mode", "maximum");
        if (cpu.has("migratable") && !asTheHost) {
            throw cpu.rejected(
                    "A processor of mode " + cpu.get("mode") + " is as migratable as its features",
                    "Remove migratable, or take the mode host-passthrough");
        }
        Draft model = cpu.child("model");
        if (cpu.hasChild("vendor") && !hasModel(cpu)) {
            throw cpu.rejected("<cpu> has a <vendor>, but no <model>", "Say which model");
        }
        boolean custom = cpu.is("mode", "custom");
        features(cpu, custom && !hasModel(cpu));
        if (custom) {
            cpu.setIfAbsent("match", "exact");
        } else {
            cpu.set("match", null);
        }
        if (asTheHost) {
            cpu.remove("model");
            cpu.remove("vendor");
        } else if (model != null && model.text() != null) {
            model.setIfAbsent("fallback", "allow");
        } else if (model != null) {
            model.set("fallback", null);
        }
    }

    private static void features(Draft cpu, boolean withoutModel) {
        Set<String> names = new HashSet<>();
        for (Draft feature : cpu.children("feature")) {
            if (withoutModel) {
                throw feature.rejected("<cpu> has features, but no <model>", "Say which model");
            }
            feature.setIfAbsent("policy", "require");
            String name = feature.get("name", "");
            if (name.isEmpty() || !names.add(name)) {
                throw feature.rejected(
                        "<cpu> has the feature '" + name + "' twice, or a feature without a name", "Name each once");
            }
        }
    }

    private static boolean hasModel(Draft cpu) {
        Draft model = cpu.child("model");
        return model != null && model.text() != null;
    }

    private static String check(Draft cpu, boolean emulated) {
        if (cpu.is("mode", "host-model")) {
            return "partial";
        }
        return cpu.is("mode", "custom") && !emulated ? "partial" : "none";
    }

    /** How many processors a topology has. */
    static long processors(Draft topology) {
        long product = 1;
        for (String part : List.of("sockets", "dies", "clusters", "cores", "threads")) {
            product *= Long.parseLong(topology.get(part, "1"));
            if (product > 0xffff_ffffL) {
                throw topology.rejected("The topology has more than 2^32 processors", "Lower its numbers");
            }
        }
        return product;
    }

    static void check(Plan plan) {
        Draft cpu = plan.domain().make("cpu");
        Draft cache = cpu.child("cache");
        if (cache != null) {
            cache(cpu, cache);
        }
        Draft address = cpu.child("maxphysaddr");
        if (address != null && address.is("mode", "passthrough") == address.has("bits") && address.has("bits")) {
            throw address.rejected(
                    "The physical addresses are as wide as the host's, and " + address.get("bits") + " bits wide",
                    "Remove the bits, or take the mode emulate");
        }
        if (address != null
                && address.is("mode", "emulate")
                && !address.has("bits")
                && !plan.since(Versions.libvirt(9, 3))) {
            throw address.rejected("It isn't said how wide physical addresses are", "Say it in bits");
        }
        if (address != null && address.has("limit") && !address.is("mode", "passthrough")) {
            throw address.rejected(
                    "A limit of physical addresses is for the mode passthrough", "Remove the limit, or take that mode");
        }
    }

    private static void cache(Draft cpu, Draft cache) {
        @Nullable String level = cache.get("level");
        boolean asTheHost = cpu.is("mode", "host-passthrough") || cpu.is("mode", "maximum");
        if (cache.is("mode", "emulate") != "3".equals(level) && (cache.is("mode", "emulate") || level != null)) {
            throw cache.rejected(
                    "A cache of mode " + cache.get("mode") + " can't have the level " + level,
                    "Emulate level 3, and give no level with another mode");
        }
        if (cache.is("mode", "passthrough") && !asTheHost) {
            throw cache.rejected(
                    "The host's cache can't be had by a processor of mode " + cpu.get("mode"),
                    "Take the mode host-passthrough, or emulate level 3");
        }
    }
}
