package dev.holdfast.cli.show.page;

import dev.holdfast.domain.Element;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Known;
import dev.holdfast.problem.RefusalException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which device of one VM is which of another. What its owner lists goes first, by what its owner wrote of it, as a lock
 * finds its devices again after an edit; then what has the same id; then the rest, by all that is known of it. What can't
 * be told apart stays apart: the drawing then has one that is gone and one that is new, and joins nothing that may not
 * belong together. Everything goes by identity.
 */
final class Twins {

    private final Map<LockedDevice, LockedDevice> before = new IdentityHashMap<>();
    private final Map<LockedDevice, LockedDevice> after = new IdentityHashMap<>();

    private Twins() {}

    /** Those of two lists of devices. */
    static Twins of(List<LockedDevice> old, List<LockedDevice> now) {
        Twins twins = new Twins();
        Map<String, List<LockedDevice>> earlier = byKind(old);
        byKind(now).forEach((kind, devices) -> {
            List<LockedDevice> same = earlier.getOrDefault(kind, List.of());
            twins.match(same, devices, device -> device.listed() ? device.known() : null);
            twins.byId(same, devices);
            twins.match(same, devices, device -> new Known(device.id(), device.element(), device.element()));
        });
        return twins;
    }

    /** What a device of the second was in the first; null where it wasn't. */
    @Nullable LockedDevice was(LockedDevice now) {
        return before.get(now);
    }

    /** What a device of the first is in the second; null where it isn't. */
    @Nullable LockedDevice is(LockedDevice old) {
        return after.get(old);
    }

    /** By what may be known of those that are still without a twin; null leaves one out. */
    private void match(
            List<LockedDevice> old, List<LockedDevice> now, Function<LockedDevice, @Nullable Known> as) {
        Map<Known, LockedDevice> known = new IdentityHashMap<>();
        List<Known> candidates = new ArrayList<>();
        for (LockedDevice device : old) {
            Known one = after.containsKey(device) ? null : as.apply(device);
            if (one != null) {
                candidates.add(one);
                known.put(one, device);
            }
        }
        Map<Element, LockedDevice> elements = new IdentityHashMap<>();
        List<Element> stated = new ArrayList<>();
        for (LockedDevice device : now) {
            Known one = before.containsKey(device) ? null : as.apply(device);
            Element written = one == null ? null : one.written();
            if (written != null) {
                stated.add(written);
                elements.put(written, device);
            }
        }
        try {
            AcrossEdit.match(candidates, stated, written -> written)
                    .before()
                    .forEach((element, one) ->
                            join(Objects.requireNonNull(known.get(one)), Objects.requireNonNull(elements.get(element))));
        } catch (RefusalException e) {
            // Of this kind, this doesn't tell which is which.
        }
    }

    private void byId(List<LockedDevice> old, List<LockedDevice> now) {
        Map<String, LockedDevice> left = new LinkedHashMap<>();
        old.stream().filter(device -> !after.containsKey(device)).forEach(device -> left.put(device.id(), device));
        for (LockedDevice device : now) {
            LockedDevice same = before.containsKey(device) ? null : left.remove(device.id());
            if (same != null) {
                join(same, device);
            }
        }
    }

    private void join(LockedDevice old, LockedDevice now) {
        before.put(now, old);
        after.put(old, now);
    }

    private static Map<String, List<LockedDevice>> byKind(List<LockedDevice> devices) {
        Map<String, List<LockedDevice>> kinds = new LinkedHashMap<>();
        devices.forEach(device -> kinds.computeIfAbsent(device.kind(), _ -> new ArrayList<>()).add(device));
        return kinds;
    }
}
