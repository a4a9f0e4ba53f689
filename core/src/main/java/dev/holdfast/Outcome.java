package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Trace;
import dev.holdfast.match.Addition;
import dev.holdfast.match.Identity;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a completion came to: the new lock, what was added, and what there is to write back. */
final class Outcome {

    private final Spec spec;
    private final @Nullable Lock earlier;
    private final Submission submission;
    private final Element complete;
    private final Pairs<Element> pairs;
    private final Locking locking;
    private final Map<Place, Element> written = new IdentityHashMap<>();
    private final Lock lock;

    Outcome(
            Spec spec,
            @Nullable Lock earlier,
            Submission submission,
            Element complete,
            Pairs<Element> pairs,
            Platform platform) {
        this.spec = spec;
        this.earlier = earlier;
        this.submission = submission;
        this.complete = complete;
        this.pairs = pairs;
        this.locking = new Locking(earlier, platform);
        for (Element device : DeviceKinds.in(spec.domain())) {
            if (device.place() != null) {
                written.put(device.place(), device);
            }
        }
        this.lock = makeLock();
    }

    Lock lock() {
        return lock;
    }

    /** The lock that the completion makes; the earlier one where it decided nothing new. */
    private Lock makeLock() {
        Set<String> taken = new HashSet<>(submission.ids().values());
        List<LockedDevice> devices = new ArrayList<>();
        for (Element device : DeviceKinds.in(complete)) {
            devices.add(locked(device, taken));
        }
        Lock made = locking.lock(
                earlier == null ? 0 : earlier.generation(),
                Trace.of(
                        Comparison.deviceless(complete),
                        Comparison.deviceless(spec.domain()),
                        Comparison.deviceless(submission.domain()),
                        earlier == null ? Map.of() : earlier.domain(),
                        locking.completer()),
                devices);
        // Nothing decided anew: the lock stays as it is, date and all, so that its file doesn't change.
        return earlier != null && earlier.holdsSameAs(made) ? earlier : made;
    }

    private LockedDevice locked(Element device, Set<String> taken) {
        Element submitted = pairs.was(device);
        Place place = submitted == null ? null : submitted.place();
        String id = place == null ? null : submission.ids().get(place);
        Element own = place == null ? null : written.get(place);
        if (id == null) {
            id = Identity.natural(device, taken);
        }
        LockedDevice before = locking.before(id);
        if (before != null && place != null && isAsBefore(device, own, submission.pinned().held().get(place))) {
            return before;
        }
        return new LockedDevice(
                id,
                own != null,
                Trace.of(device, own, submitted, before == null ? Map.of() : before.facts(), locking.completer()));
    }

    /** Nothing was decided anew where a device came out as it was locked and its owner writes the same of it. */
    private static boolean isAsBefore(Element device, @Nullable Element own, @Nullable Known known) {
        return known != null && Objects.equals(own, known.written()) && device.equals(known.element());
    }

    List<Addition> additions() {
        return earlier == lock ? List.of() : Additions.of(lock, DeviceKinds.in(complete), earlier);
    }

    Reflection reflection() {
        Map<Element, Element> partners = new IdentityHashMap<>();
        List<Element> shown = new ArrayList<>();
        for (Element device : DeviceKinds.in(complete)) {
            Element submitted = pairs.was(device);
            Element own = submitted == null || submitted.place() == null ? null : written.get(submitted.place());
            if (own == null && DeviceKinds.isShadow(device)) {
                continue;
            }
            Element visible = Visible.device(device, own);
            shown.add(visible);
            if (own != null) {
                partners.put(own, visible);
            }
        }
        Element domain = Visible.domain(Comparison.deviceless(complete), Comparison.deviceless(spec.domain()));
        return new Reflection(DeviceKinds.replaceIn(domain, shown), partners);
    }
}
