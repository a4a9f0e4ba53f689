package dev.holdfast.abi;

import static dev.holdfast.abi.EffectTable.row;
import static dev.holdfast.abi.Severity.BREAKS;
import static dev.holdfast.abi.Severity.HARMLESS;
import static dev.holdfast.abi.Severity.MAY_BREAK;

import dev.holdfast.domain.Facts;
import java.util.List;

/** What a change outside the devices does inside a guest. */
final class DomainEffects {

    private static final EffectTable TABLE = new EffectTable(List.of(
            row("domain/os/type", BREAKS, "another kind of machine", "nothing that was installed fits"),
            row(
                    "domain/os/type@machine",
                    BREAKS,
                    "the whole board changes; Windows may want to be activated again",
                    "chipset and ACPI tables are the machine version's"),
            row("domain/os/type@arch", BREAKS, "another architecture", "nothing that was installed runs"),
            row("domain/os@firmware", BREAKS, "the guest may not boot", "BIOS and UEFI boot from different places"),
            row("domain/os/firmware", MAY_BREAK, "another firmware is chosen, or may be; secure boot may begin or end", "a system that isn't signed doesn't boot with it"),
            row("domain/os/smbios", MAY_BREAK, "the maker's data changes", "licences and agents may read it"),
            row("domain/os/bios", HARMLESS, "the firmware writes elsewhere", "no system goes by it"),
            row("domain/os/acpi", MAY_BREAK, "an ACPI table changes", "licences are bound to such tables"),
            row(
                    "domain/uuid",
                    MAY_BREAK,
                    "the machine's UUID changes; licences are bound to it",
                    "systems that aren't licensed by it go on"),
            row("domain/genid", MAY_BREAK, "the guest believes that it is a copy", "a domain controller steps back"),
            row("domain/sysinfo", MAY_BREAK, "the maker's data changes", "licences and agents may read it"),
            row("domain/cpu", MAY_BREAK, "the CPU that the guest sees changes", "programs choose their code by it"),
            row(
                    "domain/cpu@check",
                    HARMLESS,
                    "libvirt compares the CPU with the host's otherwise",
                    "it only decides where the guest may start"),
            row("domain/cpu@match", HARMLESS, "libvirt compares the CPU with the host's otherwise", "it only decides where the guest may start"),
            row("domain/cpu/model@fallback", HARMLESS, "libvirt may replace the CPU model or not", "where it does, the model changes"),
            row(
                    "domain/cpu/topology",
                    MAY_BREAK,
                    "sockets, cores and threads change",
                    "licences count sockets; schedulers go by the rest"),
            row("domain/cpu/numa", MAY_BREAK, "the NUMA nodes change", "what is pinned to a node moves"),
            row("domain/features", MAY_BREAK, "what the machine can do changes", "it depends on the feature"),
            row("domain/features/acpi", BREAKS, "ACPI comes or goes", "without it no device is found as before"),
            row("domain/features/apic", BREAKS, "the interrupt controller comes or goes", "systems choose it at installation"),
            row("domain/features/smm", BREAKS, "SMM comes or goes", "a firmware with secure boot needs it"),
            row("domain/features/gic", BREAKS, "another interrupt controller", "the kernel may not know it"),
            row("domain/features/hyperv", MAY_BREAK, "what Windows takes its host to be changes", "it adapts at boot"),
            row("domain/features/kvm", MAY_BREAK, "the hypervisor hides or shows itself", "drivers may refuse"),
            row("domain/clock", MAY_BREAK, "the guest's clock changes", "the time jumps, or runs from another timer"),
            row("domain/pm", MAY_BREAK, "sleep states come or go", "only what sleeps minds"),
            row("domain/launchSecurity", BREAKS, "memory encryption changes", "attestation fails"),
            // From here on it is the owner's to change at any time, and the guest sees it at the next boot.
            row("domain@type", MAY_BREAK, "another hypervisor answers", "its own clock and CPU leaves come or go"),
            row("domain/memory", HARMLESS, "the guest has another amount of memory", "it takes what it finds at boot"),
            row("domain/currentMemory", HARMLESS, "the balloon holds another amount", "it changes while running, too"),
            row("domain/maxMemory", HARMLESS, "more or less memory can be plugged in", "none is there yet"),
            row("domain/vcpu", MAY_BREAK, "the guest has another number of CPUs", "licences may count them"),
            row("domain/vcpus", MAY_BREAK, "other CPUs are there or come first", "licences may count them"),
            row(
                    "domain/qemu:commandline",
                    MAY_BREAK,
                    "QEMU is started with other arguments",
                    "they can be about anything"),
            row("domain/qemu:override", MAY_BREAK, "QEMU's devices get other properties", "they can be about anything")));

    /** Not the guest's to hold against a lock, and yet it sees them. */
    private static final List<String> SEEN_TOO = List.of(
            "domain@type",
            "domain/memory",
            "domain/currentMemory",
            "domain/maxMemory",
            "domain/vcpu",
            "domain/vcpus",
            "domain/qemu:commandline",
            "domain/qemu:override");

    /** What stands among what the guest sees, and is for the host. */
    private static final List<String> HOST_SIDE = List.of("domain/vcpu@placement", "domain/vcpu@cpuset", "domain/memory@dumpCore");

    private DomainEffects() {}

    /** True where a guest sees a value that its owner may nevertheless change. */
    static boolean isSeenToo(String path) {
        return covered(SEEN_TOO, path) && !covered(HOST_SIDE, path);
    }

    private static boolean covered(List<String> rows, String path) {
        return rows.stream().anyMatch(row -> Facts.covers(row, path));
    }

    /** What a change of a value does. */
    static Consequence of(String path) {
        return TABLE.of(path).orElse(Consequence.UNKNOWN);
    }

    static EffectTable table() {
        return TABLE;
    }
}
