package dev.holdfast.cli.show;

import dev.holdfast.lock.LockedDevice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PCI bus and what is plugged into it.
 *
 * @param index its controller's index, by which addresses name it
 * @param controller what makes the bus; null where the lock has no such controller
 * @param seats what is plugged into it, by address
 */
public record Bus(int index, @Nullable LockedDevice controller, List<Seat> seats) {

    /** True where something could be plugged in and nothing is. */
    public boolean isFree() {
        return seats.isEmpty();
    }
}
