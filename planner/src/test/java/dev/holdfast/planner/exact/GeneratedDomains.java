package dev.holdfast.planner.exact;

import static dev.holdfast.planner.exact.Chance.element;
import static dev.holdfast.planner.exact.Chance.text;
import static dev.holdfast.planner.exact.Chance.with;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;

/** Domains of ordinary shape, made up from a seed: every device kind, common options, a few addresses and controllers. */
final class GeneratedDomains {

    private GeneratedDomains() {}

    /** The domain of a seed. */
    static Element of(long seed) {
        Chance chance = new Chance(seed);
        boolean q35 = !chance.once(3);
        String machine = q35
                ? chance.once(20) ? "pc-q35-5.0" : chance.of("q35", "pc-q35-5.2", "pc-q35-5.2")
                : chance.once(20) ? "pc-i440fx-4.2" : chance.of("pc", "pc-i440fx-5.2", "pc-i440fx-5.2");
        List<Element> parts = new ArrayList<>();
        parts.add(text("name", "generated-" + seed));
        parts.add(text("memory", chance.of("512", "1024", "2048", "4096"), "unit", chance.of("MiB", "MiB", "MB")));
        if (chance.once(4)) {
            parts.add(text("currentMemory", "262144", "unit", chance.of("KiB", "")));
        }
        int vcpus = 1 + chance.below(4);
        if (chance.once(3)) {
            parts.add(text("vcpu", Integer.toString(2 * vcpus), "current", Integer.toString(vcpus)));
        } else if (chance.once(2)) {
            parts.add(text("vcpu", Integer.toString(vcpus), "placement", chance.of("static", "")));
        }
        boolean iothreads = chance.once(4);
        if (iothreads) {
            parts.add(text("iothreads", "2"));
        }
        tuning(chance, parts);
        boolean bootsByDevice = chance.once(3);
        parts.add(os(chance, machine, bootsByDevice));
        features(chance, parts);
        cpu(chance, parts, vcpus);
        clock(chance, parts);
        if (chance.once(4)) {
            parts.add(text("on_poweroff", "destroy"));
            parts.add(text("on_reboot", chance.of("restart", "destroy")));
            parts.add(text("on_crash", chance.of("restart", "destroy", "preserve")));
        }
        if (chance.once(4)) {
            parts.add(with(
                    element("pm"),
                    element("suspend-to-mem", "enabled", chance.of("yes", "no")),
                    element("suspend-to-disk", "enabled", "no")));
        }
        parts.add(with(element("devices"), new GeneratedDevices(chance, q35, bootsByDevice, iothreads).all()));
        return with(element("domain", "type", "qemu"), parts);
    }

    private static void tuning(Chance chance, List<Element> parts) {
        if (chance.once(8)) {
            parts.add(with(element("memoryBacking"), chance.of(element("locked"), element("nosharepages"))));
        }
        if (chance.once(10)) {
            parts.add(with(element("cputune"), text("shares", "2048"), text("period", "100000"), text("quota", "50000")));
        }
        if (chance.once(12)) {
            parts.add(with(element("blkiotune"), text("weight", "500")));
        }
    }

    private static Element os(Chance chance, String machine, boolean bootsByDevice) {
        List<Element> os = new ArrayList<>();
        os.add(text("type", "hvm", "arch", chance.of("x86_64", "x86_64", ""), "machine", machine));
        if (!bootsByDevice && chance.once(2)) {
            os.add(element("boot", "dev", chance.of("hd", "network", "cdrom")));
        }
        if (chance.once(6)) {
            os.add(element("bootmenu", "enable", chance.of("yes", "no")));
        }
        return with(element("os"), os);
    }

    private static void features(Chance chance, List<Element> parts) {
        if (chance.once(2)) {
            List<Element> features = new ArrayList<>();
            features.add(element("acpi"));
            if (chance.once(2)) {
                features.add(element("apic"));
            }
            if (chance.once(4)) {
                features.add(element("pae"));
            }
            if (chance.once(6)) {
                features.add(element("vmport", "state", "off"));
            }
            if (chance.once(6)) {
                features.add(with(
                        element("hyperv"), element("relaxed", "state", "on"), element("vapic", "state", "on"),
                        element("spinlocks", "state", "on", "retries", "8191")));
            }
            if (chance.once(8)) {
                features.add(with(element("kvm"), element("hidden", "state", "on")));
            }
            parts.add(with(element("features"), features));
        }
    }

    private static void cpu(Chance chance, List<Element> parts, int vcpus) {
        if (chance.once(4)) {
            Element cpu = chance.of(
                    element("cpu", "mode", "host-model"),
                    element("cpu", "mode", "custom", "match", "exact"),
                    element("cpu", "mode", "custom", "match", "exact", "check", "none"),
                    element("cpu"));
            if ("custom".equals(cpu.attribute("mode"))) {
                cpu = with(cpu, text("model", chance.of("qemu64", "Nehalem", "Haswell"), "fallback", chance.of("allow", "forbid", "")));
                if (chance.once(3)) {
                    cpu = with(cpu, element("feature", "policy", chance.of("require", "disable"), "name", chance.of("vmx", "svm", "aes")));
                }
            } else if (cpu.attributes().isEmpty()) {
                cpu = with(cpu, element("topology", "sockets", Integer.toString(2 * vcpus), "cores", "1", "threads", "1"));
                parts.removeIf(part -> part.name().equals("vcpu"));
                parts.add(text("vcpu", Integer.toString(2 * vcpus)));
            }
            parts.add(cpu);
        }
    }

    private static void clock(Chance chance, List<Element> parts) {
        if (chance.once(2)) {
            List<Element> timers = new ArrayList<>();
            if (chance.once(2)) {
                timers.add(element("timer", "name", "rtc", "tickpolicy", "catchup"));
                timers.add(element("timer", "name", "pit", "tickpolicy", "delay"));
                timers.add(element("timer", "name", "hpet", "present", "no"));
            }
            parts.add(with(element("clock", "offset", chance.of("utc", "localtime")), timers));
        }
    }
}
