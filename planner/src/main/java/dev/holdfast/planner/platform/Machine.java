package dev.holdfast.planner.platform;

import java.util.List;

/**
 * A machine type.
 *
 * @param name with its version, such as {@code pc-q35-9.2}
 * @param aliases other names for it, such as {@code q35}
 * @param vcpus how many vCPUs it takes at most
 * @param deprecated whether its QEMU says that it will go
 */
public record Machine(String name, List<String> aliases, int vcpus, boolean deprecated) {}
