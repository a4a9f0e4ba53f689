package dev.holdfast;

import org.jspecify.annotations.Nullable;

/**
 * A device of a running VM that is otherwise than it is defined.
 *
 * @param device as a user would name it
 * @param defined its address from the next start on; null for a device that runs and isn't defined
 * @param running its address now; null for one that waits for the next start
 */
public record RunningChange(String device, @Nullable String defined, @Nullable String running) {

    /** True for a device that comes with the next start, as whatever is defined while a VM runs does. */
    public boolean waits() {
        return running == null;
    }

    @Override
    public String toString() {
        if (running == null) {
            return device + ": comes at the next start, at " + defined;
        }
        if (defined == null) {
            return device + ": runs at " + running + " and isn't defined, so that it is gone at the next start";
        }
        return device + ": runs at " + running + " and is at " + defined + " from the next start on";
    }
}
