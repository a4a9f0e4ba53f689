package dev.holdfast.lock;

import dev.holdfast.abi.GuestAbi;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.match.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is locked of one device.
 *
 * @param id its id, unique in the lock
 * @param listed whether its owner lists it in the spec; false for one that the completer added
 * @param facts its values by path, as {@link Facts} names them
 */
public record LockedDevice(String id, boolean listed, Map<String, Held> facts) {

    /** The device as it was completed. */
    public Element element() {
        return locked().element();
    }

    /** Only what a guest can tell of it; all of it where that is nothing. */
    LockedDevice essential() {
        Known known = known();
        Map<String, Held> seen = new LinkedHashMap<>(facts);
        seen.keySet().removeIf(path -> !GuestAbi.sees(known, path) && !path.startsWith("/alias", kind().length()));
        return seen.isEmpty() ? this : new LockedDevice(id, listed, seen);
    }

    /** As the matcher takes it. */
    public Known known() {
        return new Known(id, locked(), listed ? new Remembered(kind(), facts, LockedDevice::written) : null);
    }

    private Remembered locked() {
        return new Remembered(kind(), facts, held -> held.isIgnored() ? null : held.value());
    }

    /** What its owner wrote of a value; null for nothing. */
    private static @Nullable String written(Held held) {
        String written = held.written();
        return written == null && (held.isOwners() || held.isIgnored()) ? held.value() : written;
    }

    /** The device's kind, as libvirt names its element. */
    public String kind() {
        return Facts.root(facts.keySet().iterator().next());
    }
}
