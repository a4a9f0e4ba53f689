package dev.holdfast.spec.kubevirt;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the hypervisor offers its guest, and the clock. */
final class Features {

    /** Hyper-V's that are on or off and nothing else, in libvirt's words by KubeVirt's. */
    private static final List<String> PLAIN = List.of(
            "relaxed", "vapic", "vpindex", "runtime", "synic", "reset", "frequencies", "reenlightenment", "ipi", "evmcs");

    /** What a feature of Hyper-V's needs, and KubeVirt turns on where nothing is said of it. */
    private static final List<Need> NEEDED = List.of(
            new Need("evmcs", "vapic"),
            new Need("ipi", "vpindex"),
            new Need("tlbflush", "vpindex"),
            new Need("synictimer", "synic"),
            new Need("synictimer", "vpindex"),
            new Need("synic", "vpindex"));

    private record Need(String feature, String other) {}

    private static final Set<String> TICKS = Set.of("delay", "catchup", "merge", "discard");

    private final Vmi vmi;

    Features(Vmi vmi) {
        this.vmi = vmi;
    }

    void addTo(Part domain) {
        clock(domain);
        Field features = vmi.domain().at("features").mapping();
        Part part = Part.of("features");
        if (features.at("acpi").isOn(true)) {
            part.add(features.at("acpi").isThere() ? Part.of("acpi") : Part.implied("acpi"));
        }
        for (String name : List.of("apic", "smm")) {
            part.add(features.at(name).mapping().isOn(false) ? Part.of(name) : null);
        }
        Field hyperv = features.at("hyperv").mapping();
        if (hyperv.isThere()) {
            part.add(hyperv(hyperv));
        } else if (features.at("hypervPassthrough").at("enabled").flag(false)) {
            part.set("hyperv@mode", "passthrough");
        }
        Field kvm = features.at("kvm").mapping();
        if (kvm.isThere()) {
            part.set("kvm/hidden@state", kvm.at("hidden").flag(false) ? "on" : "off");
        }
        Field pvspinlock = features.at("pvspinlock").mapping();
        if (pvspinlock.isThere()) {
            part.set("pvspinlock@state", onOff(pvspinlock));
        }
        if (vmi.domain().at("launchSecurity").at("tdx").isThere()) {
            part.set("pmu@state", "off");
        }
        part.fill("vmport@state", "off");
        domain.add(part);
    }

    private static String onOff(Field feature) {
        return feature.isOn(false) ? "on" : "off";
    }

    private static Part hyperv(Field source) {
        Part hyperv = Part.of("hyperv");
        for (String name : PLAIN) {
            Field feature = source.at(name).mapping();
            hyperv.set(name + "@state", feature.isThere() ? onOff(feature) : null);
        }
        Field spinlocks = source.at("spinlocks").mapping();
        if (spinlocks.isThere()) {
            Long retries = spinlocks.at("spinlocks").number(4095, 0xffffffffL);
            boolean on = spinlocks.isOn(false);
            hyperv.set("spinlocks@state", onOff(spinlocks))
                    .set("spinlocks@retries", retries == null ? null : retries.toString(), on ? "4096" : null);
        }
        needed(source, hyperv);
        Field vendor = source.at("vendorid").mapping();
        if (vendor.isThere()) {
            hyperv.set("vendor_id@state", onOff(vendor)).set("vendor_id@value", vendor.at("vendorid").text());
        }
        Field timer = source.at("synictimer").mapping();
        if (timer.isThere()) {
            Field direct = timer.at("direct").mapping();
            hyperv.set("stimer@state", onOff(timer)).set("stimer/direct@state", direct.isThere() ? onOff(direct) : null);
        }
        Field flush = source.at("tlbflush").mapping();
        if (flush.isThere()) {
            hyperv.set("tlbflush@state", onOff(flush));
            for (String kind : List.of("direct", "extended")) {
                Field more = flush.at(kind).mapping();
                hyperv.set("tlbflush/" + kind + "@state", more.isThere() ? onOff(more) : null);
            }
        }
        return hyperv;
    }

    /** What KubeVirt turns on besides, because others need it. */
    private static void needed(Field source, Part hyperv) {
        for (Need need : NEEDED) {
            if (source.at(need.feature()).isOn(false) && !source.at(need.other()).isThere()) {
                hyperv.fill(need.other() + "@state", "on");
            }
        }
    }

    private void clock(Part domain) {
        Field clock = vmi.domain().at("clock").mapping();
        if (!clock.isThere()) {
            return;
        }
        Part part = Part.of("clock");
        Field utc = clock.at("utc").mapping();
        String zone = clock.at("timezone").text();
        if (utc.isThere()) {
            Long offset = utc.at("offsetSeconds").number(Integer.MIN_VALUE, Integer.MAX_VALUE);
            part.set("@offset", "utc").set("@adjustment", offset == null ? null : offset.toString(), "reset");
        } else if (zone != null) {
            part.set("@offset", "timezone").set("@timezone", zone);
        } else {
            part.fill("@offset", "utc");
        }
        Field timers = clock.at("timer").mapping();
        part.add(timer(timers.at("rtc"), "rtc"));
        part.add(timer(timers.at("pit"), "pit"));
        part.add(timer(timers.at("kvm"), "kvmclock"));
        part.add(timer(timers.at("hpet"), "hpet"));
        part.add(timer(timers.at("hyperv"), "hypervclock"));
        domain.add(part);
    }

    private static @Nullable Part timer(Field source, String name) {
        if (!source.mapping().isThere()) {
            return null;
        }
        return Part.of("timer")
                .set("@name", name)
                .set("@tickpolicy", source.at("tickPolicy").word(TICKS))
                .set("@present", source.at("present").flag(true) ? "yes" : "no")
                .set("@track", source.at("track").word(Set.of("guest", "wall", "boot")));
    }
}
