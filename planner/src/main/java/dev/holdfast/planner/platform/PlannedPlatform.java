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
public record PlannedPlatform(String name, Version libvirt, Version qemu, Set<String> domainTypes) {}
