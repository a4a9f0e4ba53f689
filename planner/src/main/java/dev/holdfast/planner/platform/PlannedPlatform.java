package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import java.util.Set;

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
}
