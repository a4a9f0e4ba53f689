package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is planned for. Usable by several threads; every look-up is one in a map.
 *
 * @param name as users name it: {@code libvirt-12.8.0}
 * @param libvirt the version of its libvirt
 * @param qemu the version of its QEMU
 * @param emulator the path of its QEMU for x86_64
 * @param securityModels the security models of the host, in libvirt's order
 * @param types the domain types that it runs, best first
 * @param machines its machine types
 * @param cpuModels the names of the CPU models that it knows
 * @param offers what there is to choose from at a path of the domain, such as {@code video/model@type}; see {@link
 *     #offers(String, String)}
 */
public record PlannedPlatform(
        String name,
        Version libvirt,
        Version qemu,
        String emulator,
        List<String> securityModels,
        Map<String, DomainType> types,
        Machines machines,
        Set<String> cpuModels,
        Map<String, Set<String>> offers) {

    /** The domain types that it runs, best first. */
    public Set<String> domainTypes() {
        return types.keySet();
    }

    /** The machine that an alias stands for, or that has this name; null where there is none. */
    public @Nullable String machineVersion(String nameOrAlias) {
        Machine machine = machines.find(nameOrAlias);
        return machine == null ? null : machine.name();
    }

    /** How many vCPUs a machine takes at most; as many as one may write for one that there isn't. */
    public int mostProcessors(String nameOrAlias) {
        Machine machine = machines.find(nameOrAlias);
        return machine == null ? Integer.MAX_VALUE : machine.vcpus();
    }

    /** The CPU model that libvirt writes for a domain of this type without one; null where it writes none. */
    public @Nullable String defaultCpuModel(String domainType) {
        DomainType type = types.get(domainType);
        return type == null ? null : type.cpu();
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
