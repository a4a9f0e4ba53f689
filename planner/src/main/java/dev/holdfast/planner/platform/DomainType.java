package dev.holdfast.planner.platform;

import java.util.Set;

/**
 * How a platform runs domains of one type, {@code kvm} or {@code qemu}.
 *
 * @param cpu the CPU model that libvirt writes for a domain without one
 * @param cpuModes the CPU modes that there are, such as {@code host-passthrough}
 */
public record DomainType(String cpu, Set<String> cpuModes) {}
