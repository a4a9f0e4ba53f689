package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A VM that spec, lock and libvirt agree on: what a device can be plugged into, or out of, without taking along anything
 * else that waits to be applied.
 *
 * @param definition as libvirt has it
 * @param running as it runs now; empty where it doesn't
 */
record Ground(Spec spec, Lock lock, Host host, String name, Element definition, Optional<Element> running) {

    /**
     * Looks.
     *
     * @throws RefusalException where they don't agree, with what has to be done first
     */
    static Ground of(Spec spec, @Nullable Lock lock, Host host) {
        Optional<Element> found = Definitions.of(spec, lock, host);
        if (lock == null || found.isEmpty()) {
            throw new RefusalException(Problem.of(
                    lock == null ? "There is no lock of this VM" : "libvirt has no such domain",
                    "Define it first: holdfast apply, or holdfast adopt for one that libvirt has"));
        }
        Element definition = found.get();
        if (AppliedMark.in(definition).filter(mark -> mark.generation() > lock.generation()).isPresent()) {
            throw new RefusalException(Problem.of(
                    "An apply of this VM was cut off before its lock was written", "Say holdfast apply, which finds it again"));
        }
        refuse(
                Comparison.of(lock.toDomain(), lock, definition).changes(),
                "changed in libvirt since it was locked: ",
                "Take the changes over first: holdfast apply --accept-drift");
        Completion now = Holdfast.complete(spec, lock, host);
        refuse(
                Comparison.of(now.domain(), now.lock(), definition).changes(),
                "not applied yet: ",
                "Apply the spec first: holdfast apply");
        String name = String.valueOf(definition.value("name"));
        Optional<Element> running = host.running(name);
        running.ifPresent(live -> refuseUndefined(definition, live));
        return new Ground(spec, lock, host, name, definition, running);
    }

    private static void refuse(List<DomainChange> changes, String what, String remedy) {
        if (!changes.isEmpty()) {
            throw new RefusalException(changes.stream()
                    .map(change -> Problem.of(what + change, change == changes.getLast() ? remedy : ""))
                    .toList());
        }
    }

    private static void refuseUndefined(Element definition, Element live) {
        RunningComparison.of(definition, live).stream()
                .filter(change -> !change.waits())
                .findFirst()
                .ifPresent(change -> {
                    throw new RefusalException(Problem.of(
                            change.toString(),
                            "Make the two the same first: shut the VM down and start it, or use virsh attach-device"
                                    + " --config or virsh detach-device --live"));
                });
    }

    /**
     * Defines what was planned. The mark stays the one of the lock as it is, so that whoever finds the definition without
     * the lock that is still to be written finds a change made in libvirt.
     *
     * @throws CompleterException where libvirt makes something else of it; the definition is as before then
     */
    void define(Completion planned) {
        Element wanted = AppliedMark.without(planned.domain());
        Element marked = AppliedMark.in(definition).map(mark -> mark.on(wanted)).orElse(wanted);
        List<DomainChange> surprise = Comparison.of(wanted, planned.lock(), host.define(marked)).changes();
        if (!surprise.isEmpty()) {
            host.define(definition);
            throw new CompleterException(
                    CompleterException.Reason.REJECTED,
                    Problem.of(
                            "libvirt made of a complete domain another one: " + surprise.getFirst(),
                            "The definition was put back as it was"),
                    null);
        }
    }
}
