package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.NewerDevices;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.OwnIdentity;
import dev.holdfast.lock.Pin;
import dev.holdfast.lock.Pinned;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A VM that somebody else defines and starts: pinned before, and looked at afterwards. */
final class Observation {

    private static final Version NONE = new Version(0, 0, 0);

    private Observation() {}

    /** The lock's values in what somebody else is about to define; what that says itself stays. */
    static HeldDomain hold(Element partial, Lock lock) {
        boolean copied = isCopied(partial, lock);
        Pinned pinned = Pin.pin(
                partial,
                UnaryOperator.identity(),
                copied ? OwnIdentity.without(lock) : lock,
                lock.made().completerVersion());
        return new HeldDomain(
                withoutNewerDevices(pinned, partial),
                pinned.contradictions().stream().filter(noticed(copied)).toList());
    }

    /** The libvirt that defines it may be older than the one that locked it. */
    private static Element withoutNewerDevices(Pinned pinned, Element partial) {
        List<Element> said = DeviceKinds.in(partial);
        List<Element> devices = DeviceKinds.in(pinned.domain()).stream()
                .filter(device -> NewerDevices.unknownTo(NONE, device).isEmpty()
                        || said.stream().anyMatch(own -> own.name().equals(device.name())))
                .toList();
        return DeviceKinds.replaceIn(pinned.domain(), devices);
    }

    /** The definition is taken for what a completer made of the spec. */
    static Observed of(Spec spec, Element definition, @Nullable Lock earlier, Platform platform) {
        boolean copied = earlier != null && isCopied(definition, earlier);
        Lock known = earlier != null && copied ? OwnIdentity.without(earlier) : earlier;
        Submission submission = Submission.of(spec, known, platform);
        Answer answer = Answer.of(definition, spec, submission);
        List<AbiChange> changes = new ArrayList<>(submission.pinned().contradictions());
        changes.addAll(ChangesSince.the(known, submission.pinned(), answer, definition));
        Outcome outcome = new Outcome(known, submission, answer, platform);
        return new Observed(
                outcome.lock() == known ? known : outcome.lock().next(),
                changes.stream().filter(noticed(copied)).toList(),
                outcome.reflection());
    }

    private static Predicate<AbiChange> noticed(boolean copied) {
        return change -> !copied || !OwnIdentity.mayBeAt(change.difference().path());
    }

    private static boolean isCopied(Element domain, Lock lock) {
        return OwnIdentity.isOfAnother(lock, Objects.requireNonNullElse(domain.value("name"), ""));
    }
}
