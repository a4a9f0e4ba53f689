package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Iommu;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** What the machine can do: {@code <features>}. */
final class Features {

    private static final long MIB = 1L << 20;

    /** Those that are on where nothing else is said. */
    private static final List<String> ON_BY_ITSELF = List.of("hap", "pvspinlock", "pmu", "vmport", "smm", "vmcoreinfo");

    /** Those of machines of other architectures. */
    private static final List<String> OF_OTHERS =
            List.of("gic", "hpt", "htm", "nested-hv", "ccf-assist", "cfpc", "sbbc", "ibs", "ras", "aia");

    private static final Version RAS = Versions.libvirt(10, 4);
    private static final Version AIA = Versions.libvirt(11, 1);

    static final Shape SHAPE = Shape.of("features")
            .rejectsOthers()
            .child(Shape.flag("acpi"))
            .child(Shape.flag("apic").attr("eoi", Forms.ON_OFF))
            .child(Shape.flag("pae"))
            .child(state("hap"))
            .child(Shape.flag("viridian"))
            .child(Shape.flag("privnet"))
            .child(HyperV.SHAPE)
            .child(Shape.flag("kvm")
                    .rejectsOthers()
                    .child(state("hidden").requires("@state"))
                    .child(state("hint-dedicated").requires("@state"))
                    .child(state("poll-control").requires("@state"))
                    .child(state("pv-ipi").requires("@state"), Versions.libvirt(7, 10))
                    .child(
                            state("dirty-ring").attr("size", Forms.UINT).requires("@state"),
                            Versions.libvirt(8, 0)))
            .child(state("pvspinlock"))
            .child(Shape.of("capabilities").attr("policy", Forms.unmodelled()))
            .child(state("pmu"))
            .child(state("vmport"))
            .child(other("gic"))
            .child(state("smm").child(Shape.of("tseg").attr("unit", Forms.TEXT).text(Features::tseg)))
            .child(Shape.of("ioapic").attr("driver", Forms.oneOf("qemu", "kvm")))
            .child(other("hpt"))
            .child(state("vmcoreinfo"))
            .child(other("htm"))
            .child(other("nested-hv"))
            .child(Shape.of("msrs").attr("unknown", Forms.oneOf("ignore", "fault")).requires("@unknown"))
            .child(other("ccf-assist"))
            .child(Shape.flag("xen"))
            .child(other("cfpc"))
            .child(other("sbbc"))
            .child(other("ibs"))
            .child(
                    Shape.of("tcg").child(Sizes.element("tb-cache")),
                    Versions.libvirt(7, 10))
            .child(Shape.of("async-teardown").attr("enabled", Forms.YES_NO), Versions.libvirt(9, 6))
            .child(other("ras"), RAS)
            .child(state("ps2").requires("@state"), Versions.libvirt(10, 7))
            .child(other("aia"), AIA);

    private Features() {}

    private static Shape state(String name) {
        return Shape.of(name).attr("state", Forms.ON_OFF);
    }

    /** A feature that no x86 machine has. */
    private static Shape other(String name) {
        return Shape.flag(name).attr("state", Forms.TEXT).attr("value", Forms.TEXT).attr("resizing", Forms.TEXT).attr("version", Forms.TEXT)
                .child(Shape.carried("maxpagesize"));
    }

    /** How much memory system management has; bytes, until the unit is chosen. */
    private static @org.jspecify.annotations.Nullable String tseg(String written, dev.holdfast.planner.shape.Spot spot) {
        return written.isEmpty()
                ? null
                : Long.toString(Sizes.bytes(written, spot.element().attribute("unit"), MIB, spot));
    }

    static void complete(Plan plan) {
        Draft features = plan.domain().child("features");
        if (features == null) {
            return;
        }
        for (Draft feature : features.children()) {
            if (OF_OTHERS.contains(feature.name())) {
                throw feature.rejected(
                        "No x86 machine has the feature " + feature.name(), "Remove <" + feature.name() + ">");
            }
        }
        for (String name : ON_BY_ITSELF) {
            Draft feature = features.child(name);
            if (feature != null) {
                feature.setIfAbsent("state", "on");
            }
        }
        Draft teardown = features.child("async-teardown");
        if (teardown != null) {
            teardown.setIfAbsent("enabled", "yes");
        }
        Draft smm = features.child("smm");
        if (smm != null) {
            tseg(plan, smm);
        }
        kvm(features);
        HyperV.complete(plan, features);
        tcg(plan, features);
    }

    private static void tseg(Plan plan, Draft smm) {
        Draft tseg = smm.child("tseg");
        if (tseg == null || smm.is("state", "off") || tseg.text() == null) {
            smm.remove("tseg");
            return;
        }
        if (!plan.isQ35()) {
            throw tseg.rejected("Only a q35 machine has a TSEG", "Remove <tseg>, or take a q35 machine");
        }
        long bytes = Long.parseLong(tseg.text());
        if (bytes % MIB != 0) {
            throw tseg.rejected("A TSEG of " + bytes + " bytes isn't whole MiB", "Give it a size in MiB");
        }
        int unit = 0;
        while (bytes != 0 && bytes % 1024 == 0 && unit < 5) {
            bytes /= 1024;
            unit++;
        }
        tseg.set("unit", List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB").get(unit)).text(Long.toString(bytes));
    }

    private static void kvm(Draft features) {
        Draft kvm = features.child("kvm");
        Draft ring = kvm == null ? null : kvm.child("dirty-ring");
        if (ring == null) {
            return;
        }
        if (ring.is("state", "off")) {
            ring.set("size", null);
            return;
        }
        int size = ring.number("size", 0);
        if (size < 1024 || size > 65_536 || Integer.bitCount(size) != 1) {
            throw ring.rejected("A dirty ring can't have the size " + size, "Take a power of 2 from 1024 to 65536");
        }
    }

    private static void tcg(Plan plan, Draft features) {
        Draft tcg = features.child("tcg");
        Draft cache = tcg == null ? null : tcg.child("tb-cache");
        long kib = Sizes.of(cache);
        if (cache == null || kib == 0) {
            features.remove("tcg");
            return;
        }
        if (!plan.domain().is("type", "qemu") || kib % 1024 != 0) {
            throw cache.rejected(
                    "A domain of type " + plan.domain().get("type") + " can't have a translation cache of " + kib + " KiB",
                    "It is for the type qemu, in whole MiB");
        }
    }

    /** Switches on what other parts need. */
    static void afterDevices(Plan plan) {
        if (!plan.since(Iommu.FOR_MANY_CPUS)) {
            return;
        }
        for (Draft iommu : plan.devices(Ranks.IOMMU)) {
            if ("on".equals(iommu.at("driver@intremap")) || "on".equals(iommu.at("driver@eim"))) {
                plan.domain().make("features").make("ioapic").setIfAbsent("driver", "qemu");
            }
        }
    }

    static void check(Plan plan) {
        HyperV.check(plan);
        Draft features = plan.domain().child("features");
        if (features != null
                && "on".equals(features.at("vmport@state"))
                && "off".equals(features.at("ps2@state"))) {
            throw features.rejected("VMPort needs the PS/2 controller, which is off", "Switch vmport off, or ps2 on");
        }
    }
}
