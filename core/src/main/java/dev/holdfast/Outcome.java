package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Trace;
import dev.holdfast.match.Addition;
import dev.holdfast.match.Identity;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.Reflection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a completion came to: the new lock, what was added, and what there is to write back. */
final class Outcome {

    private final @Nullable Lock earlier;
    private final Submission submission;
    private final Rest rest;
    private final List<Returned> devices;
    private final Locking locking;
    private final Set<String> taken = new HashSet<>();
    /** Made when it is first asked for: who completes thousands of VMs into a folder needs none. */
    private @Nullable Lock lock;

    Outcome(
            @Nullable Lock earlier,
            Submission submission,
            Answer answer,
            Platform platform) {
        this.earlier = earlier;
        this.submission = submission;
        this.rest = answer.rest();
        this.devices = answer.devices();
        this.locking = new Locking(earlier, platform);
    }

    synchronized Lock lock() {
        Lock made = lock;
        if (made == null) {
            made = makeLock();
            lock = made;
        }
        return made;
    }

    /** The lock that the completion makes; the earlier one where it decided nothing new. */
    private Lock makeLock() {
        List<LockedDevice> locked = new ArrayList<>(devices.size());
        for (Returned device : devices) {
            locked.add(locked(device));
        }
        Lock made = locking.lock(earlier == null ? 0 : earlier.generation(), restLocked(), locked);
        // Nothing decided anew: the lock stays as it is, date and all, so that its file doesn't change.
        return earlier != null && earlier.holdsSameAs(made) ? earlier : made;
    }

    /** The ids that are given, looked at only where a device needs another one. */
    private Set<String> taken() {
        if (taken.isEmpty()) {
            taken.addAll(submission.ids().values());
        }
        return taken;
    }

    private Map<String, Held> restLocked() {
        if (earlier != null && rest.isAsBefore()) {
            return earlier.domain();
        }
        return Trace.of(
                rest.complete(),
                rest.written(),
                DeviceKinds.outside(submission.domain()),
                earlier == null ? Map.of() : earlier.domain(),
                locking.completer());
    }

    private LockedDevice locked(Returned device) {
        Element submitted = device.submitted();
        Place place = submitted == null ? null : submitted.place();
        String id = place == null ? null : submission.ids().get(place);
        if (id == null) {
            id = Identity.natural(device.complete(), taken());
        }
        LockedDevice before = locking.before(id);
        if (before != null && device.isAsBefore()) {
            return before;
        }
        return new LockedDevice(
                id,
                device.own() != null,
                Trace.of(
                        device.complete(),
                        device.written(),
                        submitted,
                        before == null ? Map.of() : before.facts(),
                        locking.completer()));
    }

    /** False where nothing was left out of what the owner wrote; else a lock says what was, if anything. */
    boolean mayLeaveOut() {
        if (earlier != null || Trace.mayLeaveOut(rest.complete(), rest.written())) {
            return true;
        }
        for (Returned device : devices) {
            Element written = device.written();
            if (written != null && Trace.mayLeaveOut(device.complete(), written)) {
                return true;
            }
        }
        return false;
    }

    List<Addition> additions() {
        return earlier == lock() ? List.of() : Additions.of(lock(), devices, rest.own(), earlier);
    }

    Reflection reflection() {
        Map<Element, Element> partners = new IdentityHashMap<>();
        List<Element> shown = new ArrayList<>();
        for (Returned device : devices) {
            Element own = device.own();
            if (own == null && DeviceKinds.isShadow(device.complete())) {
                continue;
            }
            Element visible = Visible.device(device.complete(), own);
            shown.add(visible);
            if (own != null) {
                partners.put(own, visible);
            }
        }
        Element domain = Visible.domain(rest.complete(), rest.written());
        return new Reflection(DeviceKinds.replaceIn(domain, shown), partners);
    }
}
