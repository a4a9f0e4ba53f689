package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.abi.DomainAbi;
import dev.holdfast.abi.GuestAbi;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.Pinned;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Known;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the guest would notice of an answer, though everything that its lock holds was submitted. */
final class ChangesSince {

    private ChangesSince() {}

    /** Since this lock, if there is one; without what the spec contradicts, which is said already. */
    static List<AbiChange> the(@Nullable Lock lock, Pinned pinned, Answer answer) {
        List<AbiChange> changes = new ArrayList<>();
        Known before = pinned.rest();
        if (lock == null || before == null) {
            return changes;
        }
        for (Returned device : answer.devices()) {
            if (device.known() != null && !device.asLocked()) {
                changes.addAll(GuestAbi.changes(device.known().element(), device.complete()));
            }
        }
        if (!answer.rest().asLocked()) {
            GuestAbi.domainChanges(before.element(), answer.rest().complete()).stream()
                    .filter(change -> isCompleters(change.difference(), lock, answer.rest()))
                    .forEach(changes::add);
        }
        changes.removeIf(change -> pinned.contradictions().stream()
                .anyMatch(said -> said.difference().path().equals(change.difference().path())));
        return changes;
    }

    /** Whether its owner had no word in it. */
    private static boolean isCompleters(Difference difference, Lock lock, Rest rest) {
        String path = difference.path();
        if (difference.before() != null) {
            Held held = lock.domain().get(path);
            return held != null && !held.isOwners();
        }
        return lock.domain().containsKey(DomainAbi.FIRMWARE)
                && rest.written().value(path.substring(path.indexOf('/') + 1)) == null;
    }
}
