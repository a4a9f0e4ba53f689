package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.Pinned;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The loop: a spec and its lock in, the same spec and lock with everything decided out. */
public final class Holdfast {

    /** Whether changes that a guest would notice are let through. */
    public enum AbiChanges {
        /** They are refused, each with what the guest would notice. */
        REFUSE,
        /** They are made, as the spec says. */
        ACCEPT
    }

    private Holdfast() {}

    /**
     * Completes a spec.
     *
     * @param spec what the owner wrote
     * @param lock what was decided before; null where nothing was
     * @param completer what decides the rest
     * @throws dev.holdfast.problem.UnusableInputException where the spec contradicts itself
     * @throws RefusalException where a guest would notice a change, or devices can't be told apart
     * @throws CompleterException where the completer can't be reached or rejects the domain
     */
    public static Completion complete(Spec spec, @Nullable Lock lock, Completer completer) {
        return complete(spec, lock, completer, AbiChanges.REFUSE);
    }

    /**
     * Completes a spec.
     *
     * @param abiChanges whether changes that a guest would notice are let through
     * @see #complete(Spec, Lock, Completer)
     */
    public static Completion complete(
            Spec spec, @Nullable Lock lock, Completer completer, AbiChanges abiChanges) {
        Submission submission = Submission.of(spec, lock, completer.platform());
        if (abiChanges == AbiChanges.REFUSE) {
            refuse(submission.pinned().contradictions());
        }
        Element complete = Ports.complete(submission.domain(), spec, lock == null, completer);
        return finish(spec, lock, submission, complete, completer.platform(), abiChanges);
    }

    /**
     * Applies a spec: completes it, defines the domain and reads it back. Nothing is defined where libvirt has it
     * already. The caller holds the lock's {@linkplain dev.holdfast.lock.LockFile#hold guard} from before the lock was
     * read until the new one is written.
     *
     * @param drift what becomes of changes that were made in libvirt behind Holdfast's back
     * @throws RefusalException where a guest would notice a change, where libvirt's definition drifted, or where it is
     *     one that Holdfast doesn't know
     * @see #complete(Spec, Lock, Completer)
     */
    public static Applied apply(Spec spec, @Nullable Lock lock, Host host, AbiChanges abiChanges, Drift drift) {
        return new Application(spec, lock, host, abiChanges, drift).apply();
    }

    /** What libvirt has of a VM otherwise than its spec and lock say. Nothing is changed. */
    public static Diff diff(Spec spec, @Nullable Lock lock, Host host) {
        Optional<Element> found = Definitions.of(spec, lock, host);
        if (found.isEmpty()) {
            String name = spec.domain().value("name");
            return new Diff(List.of(new DomainChange("domain", "domain", name, null)), List.of());
        }
        Element definition = found.get();
        List<RunningChange> running = host.running(String.valueOf(definition.value("name")))
                .map(live -> RunningComparison.of(definition, live))
                .orElse(List.of());
        return new Diff(changes(definition, spec, lock, host), running);
    }

    private static List<DomainChange> changes(Element definition, Spec spec, @Nullable Lock lock, Host host) {
        Lock base = lock;
        Optional<AppliedMark> mark = AppliedMark.in(definition);
        if (mark.isPresent() && (base == null || mark.get().generation() > base.generation())) {
            base = Recovery.ofMarked(definition, mark.get(), spec, base, host.platform());
        }
        Completion completion = complete(spec, base, host, AbiChanges.ACCEPT);
        List<DomainChange> changes =
                Comparison.of(completion.domain(), completion.lock(), definition).changes();
        boolean anyUuid = base == null && spec.domain().value("uuid") == null;
        return changes.stream()
                .filter(change -> !(anyUuid && change.path().equals("domain/uuid")))
                .toList();
    }

    /**
     * Plugs a device into a VM: into it as it runs, if it does, and into its definition, at the same address. The caller
     * holds the lock's {@linkplain dev.holdfast.lock.LockFile#hold guard}, and writes spec and lock, in that order.
     *
     * @param device as its owner writes it, without an address unless its owner chose one
     * @throws RefusalException where spec, lock and libvirt don't agree already; where the device can't be plugged into a
     *     running VM, or no port is free there
     * @throws CompleterException where libvirt rejects it; nothing is changed then
     */
    public static Plugged attach(Spec spec, @Nullable Lock lock, Host host, Element device) {
        return attach(spec, lock, host, device, 0);
    }

    /**
     * Plugs a device into a VM.
     *
     * @param sparePorts how many ports are to be free afterwards, from the VM's next start on, where the spec doesn't say
     *     more; its text stays without
     * @see #attach(Spec, Lock, Host, Element)
     */
    public static Plugged attach(Spec spec, @Nullable Lock lock, Host host, Element device, int sparePorts) {
        return Attachment.attach(Ground.of(spec, lock, host), device, sparePorts);
    }

    /**
     * Takes a device out of a VM: out of it as it runs, if it does, and then out of its definition. Its port stays. The
     * caller holds the lock's {@linkplain dev.holdfast.lock.LockFile#hold guard}, and writes spec and lock, in that order.
     *
     * @param device its id, its owner's name for it, its target, its MAC address or its PCI address
     * @param patience how long the guest may take to let go of it
     * @throws dev.holdfast.problem.UnusableInputException where there is no such device
     * @throws RefusalException where spec, lock and libvirt don't agree already, or the guest doesn't let go of it
     */
    public static Plugged detach(Spec spec, @Nullable Lock lock, Host host, String device, Duration patience) {
        return Detachment.detach(Ground.of(spec, lock, host), device, patience);
    }

    /**
     * Takes over a VM that libvirt has: makes a spec of what its owner would write and a lock of the rest, so that
     * applying them changes nothing.
     *
     * @param definition as libvirt has it
     * @param lens the format of the spec
     * @throws RefusalException where libvirt would change the domain if it were defined again as it is
     */
    public static Adopted adopt(Element definition, Lens lens, Host host) {
        return Adoption.of(definition, lens, host);
    }

    /**
     * Puts a lock's values into a domain that somebody else is about to define. Nobody is asked, and what the domain says
     * itself stays. A VM of another name than the locked one is a copy of it, which keeps the hardware but neither
     * UUIDs, serial number nor MAC addresses.
     *
     * @param partial as whoever defines it made it; all of it counts as what its owner wrote
     * @throws RefusalException where it is not certain which locked device is which of the domain's
     */
    public static HeldDomain hold(Element partial, Lock lock) {
        return Observation.hold(partial, null, lock);
    }

    /**
     * Puts a lock's values into a domain that somebody else made of a spec and is about to define, as
     * {@link #hold(Element, Lock)} does. What he filled in of himself yields to the lock, as what a spec's format fills in
     * always does; what the spec's owner asked for stays.
     *
     * @throws RefusalException where it is not certain which locked device is which of the domain's
     */
    public static HeldDomain hold(Element partial, Spec spec, Lock lock) {
        return Observation.hold(partial, spec, lock);
    }

    /**
     * Makes a lock of a VM that somebody else has defined.
     *
     * @param spec what it was defined of
     * @param definition as its libvirt has it, without the running VM's id
     * @param earlier what was locked of it before; null where nothing was
     * @param platform the libvirt
     * @throws RefusalException where it is not certain which locked device is which of the definition's
     */
    public static Observed observe(
            Spec spec, Element definition, @Nullable Lock earlier, Platform platform) {
        return Observation.of(spec, definition, earlier, platform);
    }

    private static Completion finish(
            Spec spec,
            @Nullable Lock lock,
            Submission submission,
            Element complete,
            Platform platform,
            AbiChanges abiChanges) {
        Answer answer = Answer.of(complete, spec, submission);
        checkNothingDropped(answer.pairs(), submission.pinned());
        List<AbiChange> changes = new ArrayList<>(submission.pinned().contradictions());
        changes.addAll(ChangesSince.the(lock, submission.pinned(), answer, complete));
        if (abiChanges == AbiChanges.REFUSE) {
            refuse(changes);
        }
        Outcome outcome = new Outcome(lock, submission, answer, platform);
        Reflection reflection = outcome.reflection();
        List<Problem> remarks = new ArrayList<>(spec.source().remarks());
        spec.source().unsaid(reflection).forEach(what -> remarks.add(Problem.of(what, "")));
        return new Completion(
                spec.reflect(reflection),
                outcome::lock,
                complete,
                outcome::mayLeaveOut,
                outcome::additions,
                submission.pinned().removed(),
                changes,
                remarks);
    }

    /** A device that was asked for and didn't come back would be lost in silence. */
    private static void checkNothingDropped(Pairs<Element> pairs, Pinned pinned) {
        List<Element> dropped = pairs.gone().stream()
                .filter(device -> !"none".equals(device.attribute("model")))
                .filter(device -> !isCompletersOwn(device, pinned))
                .toList();
        if (!dropped.isEmpty()) {
            Element first = dropped.getFirst();
            throw new CompleterException(
                    CompleterException.Reason.REJECTED,
                    Problem.at(
                                    first.place(),
                                    "The completer left this device out of the domain without saying why",
                                    "Is it a kind that this libvirt doesn't know?")
                            .about(DeviceKinds.label(first)),
                    null);
        }
    }

    private static boolean isCompletersOwn(Element device, Pinned pinned) {
        Known known = device.place() == null ? null : pinned.held().get(device.place());
        return known != null && !known.listed();
    }

    private static void refuse(List<AbiChange> changes) {
        if (!changes.isEmpty()) {
            throw new RefusalException(changes.stream()
                    .map(change -> Problem.of(
                            change.toString(),
                            change == changes.getLast()
                                    ? change.remedy()
                                    : ""))
                    .toList());
        }
    }
}
