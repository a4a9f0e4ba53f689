package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is planned for.
 *
 * @param name as users name it
 * @param libvirt the version of its libvirt
 * @param qemu the version of its QEMU
 * @param domainTypes the domain types that it runs, best first
 */
public record PlannedPlatform(String name, Version libvirt, Version qemu, Set<String> domainTypes) {

    /**
     * Whether its QEMU has a model of a device.
     *
     * @param device the device's element
     * @param model how domain XML names the model
     */
    public boolean has(String device, String model) {
        return Models.has(this, device, model);
    }

    /** The machine that it takes where a domain names none. */
    public String usualMachine() {
        return "pc";
    }

    /** A machine's own name, for which an alias may stand; empty where there is no such machine. */
    public Optional<String> machineVersion(String machine) {
        return Machines.named(machine, qemu);
    }

    /** The most processors that a machine has. */
    public int mostProcessors(String machine) {
        return Machines.mostProcessors(machine);
    }

    /** The processor that a machine has where a domain names none. */
    public String usualCpu() {
        return "qemu64";
    }

    /** The QEMU that it runs where a domain names none. */
    public String emulator() {
        return "/usr/bin/qemu-system-x86_64";
    }

    /** The first of its security models. */
    public String securityModel() {
        return "none";
    }

    /** The firmware of the host, in the order in which libvirt tries it. */
    public List<FirmwareImage> firmware() {
        return FirmwareImage.ofDebian(qemu);
    }

    /** The file that a path of a firmware stands for. */
    public String resolved(String firmware) {
        return firmware.equals("/usr/share/OVMF/OVMF_CODE_4M.ms.fd")
                        || firmware.equals("/usr/share/OVMF/OVMF_CODE_4M.snakeoil.fd")
                ? "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd"
                : firmware;
    }

    /** The variables that libvirt takes for a firmware of which no descriptor says anything. */
    public @Nullable String usualVariables(String firmware) {
        return firmware.equals("/usr/share/OVMF/OVMF_CODE.fd") || firmware.equals("/usr/share/OVMF/OVMF_CODE.secboot.fd")
                ? "/usr/share/OVMF/OVMF_VARS.fd"
                : null;
    }

    /** Where it keeps the variables of firmware. */
    public String nvramFolder() {
        return "/var/lib/libvirt/qemu/nvram";
    }
}
