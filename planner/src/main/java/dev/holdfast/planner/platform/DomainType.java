package dev.holdfast.planner.platform;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a platform runs domains of one type, {@code kvm} or {@code qemu}.
 *
 * @param cpu the CPU model that libvirt writes for a domain without one; null where it writes none
 * @param cpuModes the CPU modes that there are, such as {@code host-passthrough}
 */
public record DomainType(@Nullable String cpu, Set<String> cpuModes) {}
