package dev.holdfast;

import dev.holdfast.spec.Spec;
import org.jspecify.annotations.Nullable;

/**
 * A device plugged in or out; spec and lock are still to be written.
 *
 * @param spec the spec with the device in it or out of it, and nothing else changed
 * @param completion what it came to, as libvirt has it defined now
 * @param id the device's id in the lock
 * @param label the device as a user would name it
 * @param address where it is or was, such as {@code 0000:03:00.0}; null for one that has no address
 * @param running whether it was plugged into a VM that runs, or out of one; false where only the definition was changed
 */
public record Plugged(
        Spec spec, Completion completion, String id, String label, @Nullable String address, boolean running) {}
