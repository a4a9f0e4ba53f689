package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.abi.Renumbering;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.NewerDevices;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.OwnIdentity;
import dev.holdfast.lock.Pin;
import dev.holdfast.lock.Pinned;
import dev.holdfast.lock.Unfilled;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.Spec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A VM that somebody else defines and starts: pinned before, and looked at afterwards. */
final class Observation {

    private static final Version NONE = new Version(0, 0, 0);

    private Observation() {}

    /** The lock's values in what somebody else is about to define; what the owner asked for stays. */
    static HeldDomain hold(Element given, @Nullable Spec spec, Lock lock) {
        Element partial = placed(given);
        UnaryOperator<Element> written = spec == null ? UnaryOperator.identity() : askedFor(partial, spec);
        boolean copied = isCopied(partial, lock);
        Pinned pinned = Pin.pin(
                partial,
                written,
                copied ? OwnIdentity.without(lock) : lock,
                lock.made().completerVersion());
        List<AbiChange> changes = new ArrayList<>(pinned.contradictions());
        changes.addAll(renumbered(pinned, lock));
        return new HeldDomain(
                withoutNewerDevices(pinned, partial),
                changes.stream().filter(noticed(copied)).toList());
    }

    /**
     * Devices that stay where libvirt has them, and that the guest would find elsewhere for a bridge that came. Whoever
     * defines a domain twice has all bridges' addresses the second time; where one is still to come, libvirt decides.
     */
    private static List<AbiChange> renumbered(Pinned pinned, Lock lock) {
        List<Element> devices = DeviceKinds.in(pinned.domain());
        boolean placed = devices.stream()
                .filter(Renumbering::isCounted)
                .allMatch(bridge -> bridge.child("address") != null || isRoot(bridge));
        if (!placed) {
            return List.of();
        }
        Renumbering renumbering = Renumbering.between(lock.toDomain(), pinned.domain());
        return devices.stream()
                .flatMap(device -> Stream.ofNullable(device.place())
                        .map(pinned.held()::get)
                        .filter(Objects::nonNull)
                        .flatMap(known -> renumbering.of(known.element(), device).stream()))
                .toList();
    }

    private static boolean isRoot(Element bridge) {
        return String.valueOf(bridge.attribute("model")).endsWith("-root");
    }

    /** Each device with a place of its own, by which it is known again once the lock's values are in it. */
    private static Element placed(Element partial) {
        return DeviceKinds.replaceIn(
                partial,
                DeviceKinds.in(partial).stream().map(device -> device.at(new Place("the domain", 0, 0))).toList());
    }

    /** What of a domain that somebody made of a spec its owner asked for: of each device, and of the whole, by identity. */
    private static UnaryOperator<Element> askedFor(Element partial, Spec spec) {
        Map<Element, Element> asked = new IdentityHashMap<>();
        Map<String, Deque<Element>> statements = new HashMap<>();
        for (Element stated : DeviceKinds.in(spec.domain())) {
            statements.computeIfAbsent(key(stated), _ -> new ArrayDeque<>()).add(stated);
        }
        for (Element device : DeviceKinds.in(partial)) {
            Element stated = statements.getOrDefault(key(device), new ArrayDeque<>()).poll();
            if (stated != null) {
                asked.put(device, Unfilled.of(device, stated, spec.written(stated)));
            }
        }
        Element own = spec.written(spec.domain());
        asked.put(
                partial,
                Unfilled.of(DeviceKinds.outside(partial), DeviceKinds.outside(spec.domain()), DeviceKinds.outside(own)));
        return element -> asked.getOrDefault(element, element);
    }

    /**
     * Devices that the owner named carry his names, whatever became of their models; those that nobody named go by their
     * order, controllers among those of their type.
     */
    private static String key(Element device) {
        String kind = device.name().equals("controller") ? "controller " + device.attribute("type") : device.name();
        return kind + " " + device.value("alias@name");
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
