package dev.holdfast.planner.platform;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A firmware that a host has, as its descriptor says.
 *
 * @param path its file
 * @param template the file with its first variables; null for one that is loaded as a ROM and has none
 * @param machines what the names of the machines begin with that it is for
 * @param features what it can do, as descriptors say it
 */
public record FirmwareImage(String path, @Nullable String template, List<String> machines, Set<String> features) {

    /** True where a machine has a name that it is for. */
    public boolean isFor(String machine) {
        for (String prefix : machines) {
            if (machine.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** True for one that is loaded into flash memory. */
    public boolean isFlash() {
        return template != null;
    }
}
