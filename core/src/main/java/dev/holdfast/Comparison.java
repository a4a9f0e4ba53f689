package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.Trace;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import dev.holdfast.match.Pairs;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two whole domains, device by device.
 *
 * @param changes every difference
 * @param pairs which device of the second is which of the first
 * @param ids the ids of the second's devices that were in the first, by identity
 */
record Comparison(List<DomainChange> changes, Pairs<Element> pairs, Map<Element, String> ids) {

    /**
     * Compares two domains; Holdfast's own mark doesn't count.
     *
     * @param lock holds the first one, and gives its devices their ids
     */
    static Comparison of(Element first, Lock lock, Element second) {
        List<Element> before = DeviceKinds.in(first);
        Pairs<Element> pairs = AfterCompletion.match(before, DeviceKinds.in(second));
        Map<Element, String> ids = lock.idsIn(first);
        List<DomainChange> changes = new ArrayList<>();
        for (Difference difference :
                Differences.between(DeviceKinds.outside(AppliedMark.without(first)),
                        DeviceKinds.outside(AppliedMark.without(second)))) {
            add("domain", difference, changes);
        }
        for (Element gone : pairs.gone()) {
            changes.add(new DomainChange(ids.getOrDefault(gone, gone.name()), gone.name(), "", null));
        }
        for (Element added : pairs.added()) {
            changes.add(new DomainChange(DeviceKinds.label(added), added.name(), null, ""));
        }
        for (Element device : DeviceKinds.in(second)) {
            Element was = pairs.was(device);
            if (was != null) {
                Differences.between(was, device)
                        .forEach(difference -> add(ids.getOrDefault(was, was.name()), difference, changes));
            }
        }
        Map<Element, String> idsNow = new IdentityHashMap<>();
        pairs.before().forEach((now, was) -> idsNow.put(now, ids.getOrDefault(was, was.name())));
        return new Comparison(changes, pairs, idsNow);
    }

    private static void add(String device, Difference difference, List<DomainChange> changes) {
        if (!Trace.SECRET.equals(difference.before())) {
            boolean secret = Trace.isSecret(difference.path());
            changes.add(new DomainChange(
                    device,
                    difference.path(),
                    secret ? sealed(difference.before()) : difference.before(),
                    secret ? sealed(difference.after()) : difference.after()));
        }
    }

    private static @Nullable String sealed(@Nullable String secret) {
        return secret == null ? null : Trace.SECRET;
    }
}
