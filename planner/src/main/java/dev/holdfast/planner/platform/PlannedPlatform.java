package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is planned for. Usable by several threads; every look-up is one in a map.
 *
 * @param name as users name it: {@code libvirt-12.8.0}
 * @param libvirt the version of its libvirt
 * @param qemu the version of its QEMU
 * @param emulator the path of its QEMU for x86_64
 * @param usualMachine the machine of a domain that names none
 * @param nvramFolder where its libvirt keeps the variables of firmware
 * @param securityModels the security models of the host, in libvirt's order
 * @param types the domain types that it runs, best first
 * @param machines its machine types
 * @param firmware the firmware of the host, in the order in which libvirt tries it; empty for a libvirt that chooses it only
 *     when a domain starts
 * @param cpuModels the names of the CPU models that it knows
 * @param offers what there is to choose from at a path of the domain, such as {@code video/model@type}; see {@link
 *     #offers(String, String)}
 */
public record PlannedPlatform(
        String name,
        Version libvirt,
        Version qemu,
        String emulator,
        String usualMachine,
        String nvramFolder,
        List<String> securityModels,
        Map<String, DomainType> types,
        Machines machines,
        List<FirmwareImage> firmware,
        Set<String> cpuModels,
        Map<String, Set<String>> offers) {

    /** The domain types that it runs, best first. */
    public Set<String> domainTypes() {
        return types.keySet();
    }

    /** A machine's own name, for which an alias may stand; empty where there is no such machine. */
    public Optional<String> machineVersion(String nameOrAlias) {
        Machine machine = machines.find(nameOrAlias);
        return machine == null ? Optional.empty() : Optional.of(machine.name());
    }

    /** How many vCPUs a machine takes at most; as many as one may write for one that there isn't. */
    public int mostProcessors(String nameOrAlias) {
        Machine machine = machines.find(nameOrAlias);
        return machine == null ? Integer.MAX_VALUE : machine.vcpus();
    }

    /** The processor that libvirt writes for a domain of this type that names none. */
    public String usualCpu(String domainType) {
        DomainType type = types.get(domainType);
        if (type == null) {
            throw new IllegalArgumentException(name + " runs no domains of type " + domainType);
        }
        return type.cpu();
    }

    /** The first of its security models. */
    public String securityModel() {
        return securityModels.isEmpty() ? "none" : securityModels.getFirst();
    }

    /** The file that a path of a firmware stands for. */
    public String resolved(String firmware) {
        return firmware.equals("/usr/share/OVMF/OVMF_CODE_4M.ms.fd")
                        || firmware.equals("/usr/share/OVMF/OVMF_CODE_4M.snakeoil.fd")
                ? "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd"
                : firmware;
    }

    /** The variables that libvirt takes for a firmware of which no descriptor says anything. */
    public @Nullable String usualVariables(String path) {
        return path.equals("/usr/share/OVMF/OVMF_CODE.fd") || path.equals("/usr/share/OVMF/OVMF_CODE.secboot.fd")
                ? "/usr/share/OVMF/OVMF_VARS.fd"
                : null;
    }

    /**
     * Whether its QEMU has a model of a device: of what the devices of this kind are told apart by.
     *
     * @param device the device's element
     * @param model how domain XML names the model
     */
    public boolean has(String device, String model) {
        return offers(DeviceModels.path(device), model);
    }

    /**
     * Whether a value can be chosen; true for a path that the platform says nothing of.
     *
     * @param path from a device's element on, such as {@code tpm/backend@type}
     */
    public boolean offers(String path, String value) {
        Set<String> values = offers.get(path);
        return values == null || values.contains(value);
    }
}
