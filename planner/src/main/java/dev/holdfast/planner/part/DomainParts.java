package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;

/** All parts of a domain outside its devices, in the order in which libvirt completes them. */
public final class DomainParts {

    private DomainParts() {}

    /** Completes what devices look at. */
    public static void beforeDevices(Plan plan) {
        Identity.complete(plan);
        Os.complete(plan);
        SecLabels.complete(plan);
        Vcpus.complete(plan);
        IoThreadParts.complete(plan);
        ThrottleGroups.complete(plan);
        CpuTune.complete(plan);
        NumaTune.complete(plan);
        Tuning.complete(plan);
        Features.complete(plan);
        Lifecycle.complete(plan);
        Perf.complete(plan);
        Clock.complete(plan);
        IdMap.complete(plan);
        Sysinfo.complete(plan);
        Firmware.complete(plan);
        Cpu.complete(plan);
        QemuNamespace.complete(plan);
    }

    /** Completes what looks at devices. */
    public static void afterDevices(Plan plan) {
        Features.afterDevices(plan);
        Memory.complete(plan);
        Numa.complete(plan);
        MemoryBacking.complete(plan);
        Os.boot(plan);
    }

    /** Looks whether libvirt would accept the complete domain. */
    public static void check(Plan plan) {
        Vcpus.check(plan);
        Cpu.check(plan);
        Memory.check(plan);
        Features.check(plan);
        Firmware.check(plan);
        LaunchSecurity.check(plan);
    }
}
