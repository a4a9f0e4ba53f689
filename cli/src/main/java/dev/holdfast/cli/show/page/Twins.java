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
import org.jspecify.annotations.Nullable;

/**
 * Which device of one VM is which of another, by identity. What its owner lists goes first, by what its owner wrote of it,
 * as a lock finds its devices again after an edit; all else by its id. What can't be told apart that way stays apart: the
 * drawing then has one that is gone and one that is new, and joins nothing that may not belong together.
 */
final class Twins {

    private final Map<LockedDevice, LockedDevice> before = new IdentityHashMap<>();
    private final Map<LockedDevice, LockedDevice> after = new IdentityHashMap<>();

    private Twins() {}

    /** Those of two lists of devices. */
    static Twins of(List<LockedDevice> old, List<LockedDevice> now) {
        Twins twins = new Twins();
        Map<String, List<LockedDevice>> earlier = byKind(old);
        byKind(now).forEach((kind, devices) -> twins.listed(earlier.getOrDefault(kind, List.of()), devices));
        Map<String, LockedDevice> left = new LinkedHashMap<>();
        old.stream().filter(device -> !twins.after.containsKey(device)).forEach(device -> left.put(key(device), device));
        for (LockedDevice device : now) {
            LockedDevice same = twins.before.containsKey(device) ? null : left.remove(key(device));
            if (same != null) {
                twins.join(same, device);
            }
        }
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

    private void join(LockedDevice old, LockedDevice now) {
        before.put(now, old);
        after.put(old, now);
    }

    private void listed(List<LockedDevice> old, List<LockedDevice> now) {
        Map<Known, LockedDevice> known = new IdentityHashMap<>();
        List<Known> candidates = new ArrayList<>();
        for (LockedDevice device : old) {
            if (device.listed()) {
                Known one = device.known();
                candidates.add(one);
                known.put(one, device);
            }
        }
        Map<Element, LockedDevice> elements = new IdentityHashMap<>();
        List<Element> stated = new ArrayList<>();
        for (LockedDevice device : now) {
            Element written = device.listed() ? device.known().written() : null;
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
            // Of this kind the owner's words don't tell which is which; ids may.
        }
    }

    private static Map<String, List<LockedDevice>> byKind(List<LockedDevice> devices) {
        Map<String, List<LockedDevice>> kinds = new LinkedHashMap<>();
        devices.forEach(device -> kinds.computeIfAbsent(device.kind(), _ -> new ArrayList<>()).add(device));
        return kinds;
    }

    private static String key(LockedDevice device) {
        return device.kind() + " " + device.id();
    }
}
