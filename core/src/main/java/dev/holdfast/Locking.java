package dev.holdfast;

import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Made;
import dev.holdfast.lock.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes locks: what each has in common, whether a completer answered or a definition was found. */
final class Locking {

    private final Platform platform;
    private final Map<String, LockedDevice> earlier = new HashMap<>();

    Locking(@Nullable Lock earlier, Platform platform) {
        this.platform = platform;
        if (earlier != null) {
            earlier.devices().forEach(device -> this.earlier.put(device.id(), device));
        }
    }

    /** The origin of what nobody else decided. */
    Origin completer() {
        return new Origin.Completed(platform.label());
    }

    /** What an earlier lock held of a device. */
    @Nullable LockedDevice before(String id) {
        return earlier.get(id);
    }

    Lock lock(int generation, Map<String, Held> domain, List<LockedDevice> devices) {
        Made made = new Made(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                platform.label(),
                platform.qemu().toString());
        return new Lock(made, generation, domain, devices);
    }
}
