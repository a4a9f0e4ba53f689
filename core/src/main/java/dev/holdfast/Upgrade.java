package dev.holdfast;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.abi.AbiComparison;
import dev.holdfast.abi.Finding;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a VM's guest would notice of moving from one libvirt to another.
 *
 * @param without what it would notice where the spec alone is completed there
 * @param with what it would notice with its lock
 * @param refused why the move is refused with its lock; empty where it isn't
 */
public record Upgrade(List<Finding> without, List<Finding> with, List<Problem> refused) {

    /**
     * Completes a spec on both. A UUID and MAC addresses that the spec doesn't give are for both what the first one
     * drew.
     *
     * @param lock what was decided before; null where nothing was, and then the lock is the one that the first makes
     * @throws dev.holdfast.problem.HoldfastException where one of them can't complete the spec, or it is not certain
     *     which device is which
     */
    public static Upgrade of(Spec spec, @Nullable Lock lock, Completer from, Completer to) {
        Completion alone = Holdfast.complete(spec, null, from);
        Element after =
                Holdfast.complete(spec, null, new SameNumbers(to, alone.domain())).domain();
        List<Finding> without = AbiComparison.of(alone.domain(), after);
        Lock held = lock == null
                ? alone.lock()
                : Holdfast.complete(spec, lock, from, AbiChanges.ACCEPT).lock();
        try {
            Element pinned = Holdfast.complete(spec, held, to).domain();
            return new Upgrade(without, AbiComparison.of(held.toDomain(), pinned), List.of());
        } catch (RefusalException e) {
            return new Upgrade(without, List.of(), e.problems());
        }
    }
}
