package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.match.Addition;
import dev.holdfast.match.Known;
import dev.holdfast.problem.Problem;
import dev.holdfast.spec.Spec;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A VM completed. */
public final class Completion {

    private final Spec spec;
    private final Supplier<Lock> lock;
    private final Element domain;
    private final BooleanSupplier mayLeaveOut;
    private final Supplier<List<Addition>> additions;
    private final List<Known> removed;
    private final List<AbiChange> accepted;
    private final List<Problem> remarks;

    Completion(
            Spec spec,
            Supplier<Lock> lock,
            Element domain,
            BooleanSupplier mayLeaveOut,
            Supplier<List<Addition>> additions,
            List<Known> removed,
            List<AbiChange> accepted,
            List<Problem> remarks) {
        this.spec = spec;
        this.lock = lock;
        this.domain = domain;
        this.mayLeaveOut = mayLeaveOut;
        this.additions = additions;
        this.removed = removed;
        this.accepted = accepted;
        this.remarks = remarks;
    }

    /** The spec with what was added written back. */
    public Spec spec() {
        return spec;
    }

    /** Everything that was completed; the same one however often it is asked for, and worked out when it first is. */
    public Lock lock() {
        return lock.get();
    }

    /** The complete domain, ready to be defined. */
    public Element domain() {
        return domain;
    }

    /**
     * False where the completer took up all that the owner wrote, which takes less time to see than a lock to make. Else what
     * it left out, if anything, is in the lock as ignored.
     */
    public boolean mayLeaveOut() {
        return mayLeaveOut.getAsBoolean();
    }

    /**
     * What the completer added to what the owner wrote and an earlier lock held, devices first. Worked out each time that
     * it is asked for: who completes thousands of VMs doesn't.
     */
    public List<Addition> additions() {
        return additions.get();
    }

    /** Devices that the earlier lock held and their owner took out. */
    public List<Known> removed() {
        return removed;
    }

    /** Changes that a guest will notice and that were accepted. */
    public List<AbiChange> accepted() {
        return accepted;
    }

    /** What the spec leaves to somebody else, and what it has no place for. */
    public List<Problem> remarks() {
        return remarks;
    }

    /** The same with another lock. */
    Completion with(Lock other) {
        return new Completion(spec, () -> other, domain, () -> true, additions, removed, accepted, remarks);
    }
}
