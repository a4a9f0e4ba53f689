package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.abi.DomainAbi;
import dev.holdfast.abi.GuestAbi;
import dev.holdfast.abi.Renumbering;
import dev.holdfast.domain.Element;
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

    /** Since this lock, if there is one, in the whole domain that came back; without what the spec contradicts, which is said already. */
    static List<AbiChange> the(@Nullable Lock lock, Pinned pinned, Answer answer, Element complete) {
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
        if (mayBeRenumbered(pinned, answer)) {
            changes.addAll(renumbered(answer, Renumbering.between(lock.toDomain(), complete)));
        }
        return changes;
    }

    /** True where a PCI controller came or went: addresses that stay may stand for other buses of the guest then. */
    private static boolean mayBeRenumbered(Pinned pinned, Answer answer) {
        return answer.devices().stream()
                        .anyMatch(device -> device.known() == null && Renumbering.isCounted(device.complete()))
                || pinned.removed().stream().anyMatch(removed -> Renumbering.isCounted(removed.element()));
    }

    /** Devices that stay where libvirt has them and not where their guest has them. */
    private static List<AbiChange> renumbered(Answer answer, Renumbering renumbering) {
        List<AbiChange> changes = new ArrayList<>();
        for (Returned device : answer.devices()) {
            if (device.known() != null) {
                renumbering.of(device.known().element(), device.complete()).ifPresent(changes::add);
            }
        }
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
