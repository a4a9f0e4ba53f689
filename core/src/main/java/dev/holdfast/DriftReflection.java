package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.PluggedInto;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Trace;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What to write into a spec so that it says what was changed in libvirt behind its back, and nothing more. */
final class DriftReflection {

    private final Lock lock;
    private final Spec spec;
    private final Element own;
    private final Element rest;
    private final List<Element> present;
    private final Comparison comparison;
    private final Map<Element, Element> partners = new IdentityHashMap<>();
    private final Map<Element, Element> definitions = new IdentityHashMap<>();
    private final List<Element> added = new ArrayList<>();
    private final Map<Element, Element> before = new IdentityHashMap<>();
    private final Set<Element> moved = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Element> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Element> shown = new ArrayList<>();
    private final List<DomainChange> secrets = new ArrayList<>();
    private final boolean edited;
    private final BothChanged bothChanged;

    private DriftReflection(Spec spec, Lock lock, Element definition, Comparison comparison) {
        this.lock = lock;
        this.spec = spec;
        this.own = spec.domain();
        this.rest = DeviceKinds.outside(AppliedMark.without(definition));
        this.present = DeviceKinds.in(definition);
        this.comparison = comparison;
        this.edited = AppliedMark.in(definition).filter(mark -> mark.isOf(spec)).isEmpty();
        this.bothChanged = new BothChanged(edited);
    }

    /**
     * The reflection.
     *
     * @throws RefusalException where a value was changed in the spec as well, and to something else
     */
    static DriftReflection of(Spec spec, Lock lock, Element definition, Comparison comparison) {
        DriftReflection drift = new DriftReflection(spec, lock, definition, comparison);
        drift.devices();
        drift.controllers();
        drift.domain();
        drift.bothChanged.refuse();
        return drift;
    }

    /** Of the host's part what was changed is written, too: somebody decided it, and the host would decide otherwise. */
    Reflection reflection() {
        return new Reflection(
                DeviceKinds.replaceIn(rest, shown),
                partners,
                new Reflection.Drifted(before, gone, Unsealed.in(lock.domainPart(), rest)));
    }

    /** The secrets that were changed in libvirt, which the lock doesn't tell. */
    List<DomainChange> secrets() {
        return secrets;
    }

    /**
     * What the spec with the drift in it has of each device of the definition, by identity. A lens keeps the devices
     * of a kind in their order and puts new ones behind them.
     */
    Map<Element, Element> written(Spec drifted) {
        Map<String, Deque<Optional<Element>>> expected = new HashMap<>();
        BiConsumer<Element, @Nullable Element> expect = (device, now) -> expected.computeIfAbsent(
                        device.name(), name -> new ArrayDeque<>())
                .add(Optional.ofNullable(now));
        for (Element device : DeviceKinds.in(own)) {
            if (!gone.contains(device)) {
                expect.accept(device, definitions.get(device));
            }
        }
        added.forEach(device -> expect.accept(device, device));
        Map<Element, Element> written = new IdentityHashMap<>();
        for (Element device : DeviceKinds.in(drifted.domain())) {
            Deque<Optional<Element>> next = expected.getOrDefault(device.name(), new ArrayDeque<>());
            if (next.isEmpty()) {
                throw new IllegalStateException("a " + device.name() + " came of itself");
            }
            next.remove().ifPresent(now -> written.put(now, device));
        }
        return written;
    }

    private void domain() {
        bothChanged.check("domain", DeviceKinds.outside(spec.written(own)), lock.domain(), rest);
    }

    private void devices() {
        Pairs<Known> pairs = AcrossEdit.match(
                lock.devices().stream().map(LockedDevice::known).toList(), DeviceKinds.in(own), spec::written);
        Map<String, LockedDevice> locked = new HashMap<>();
        lock.devices().forEach(device -> locked.put(device.id(), device));
        Map<String, Element> now = new HashMap<>();
        comparison.ids().forEach((device, id) -> now.put(id, device));
        List<Element> since = new ArrayList<>();
        for (Element device : DeviceKinds.in(own)) {
            Known known = pairs.was(device);
            Element partner = known == null ? null : now.get(known.id());
            Element written = spec.written(device);
            if (known == null) {
                since.add(device);
            } else if (partner != null) {
                bothChanged.check(
                        known.id(), written, Objects.requireNonNull(locked.get(known.id())).facts(), partner);
                Element then = unsealed(known, device, partner);
                show(device, then, partner);
                if (!Objects.equals(then.child("address"), partner.child("address"))) {
                    moved.add(partner);
                }
            } else {
                bothChanged.check(
                        known.id(), written, Objects.requireNonNull(locked.get(known.id())).facts(), null);
                gone.add(device);
            }
        }
        addedSince(since);
    }

    /** A spec that nobody edited says the secrets that were applied. */
    private Element unsealed(Known known, Element device, Element partner) {
        Element now = Unsealed.in(known.element(), partner);
        Element then = edited ? now : Unsealed.in(known.element(), device);
        for (Difference difference : Differences.between(then, now)) {
            secrets.add(new DomainChange(known.id(), difference.path(), Trace.SECRET, Trace.SECRET));
        }
        return then;
    }

    private void show(Element device, Element then, Element now) {
        Element visible = Visible.device(now, device);
        partners.put(device, visible);
        definitions.put(device, now);
        before.put(device, Visible.device(then, device));
        shown.add(visible);
    }

    /** What came in libvirt may be what came in the spec as well. */
    private void addedSince(List<Element> since) {
        List<Known> candidates = comparison.pairs().added().stream()
                .filter(device -> !DeviceKinds.isShadow(device))
                .map(device -> Known.unlisted(DeviceKinds.label(device), device))
                .toList();
        Pairs<Known> pairs = AcrossEdit.match(candidates, since, spec::written);
        Set<Element> same = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Element device : since) {
            Known known = pairs.was(device);
            if (known != null) {
                bothChanged.check(known.id(), spec.written(device), Map.of(), known.element());
                show(device, known.element(), known.element());
                same.add(known.element());
            }
        }
        for (Known candidate : candidates) {
            // What nothing is plugged into is for the lock to hold.
            boolean controller = candidate.element().name().equals("controller");
            if (!controller && !same.contains(candidate.element())) {
                moved.add(candidate.element());
                add(candidate.element());
            }
        }
    }

    private void add(Element device) {
        added.add(device);
        shown.add(Visible.device(device, null));
    }

    /**
     * An address that comes into the spec names controllers, which come with it: a completer that knows of the address
     * alone makes others for it, root ports and whatever SCSI controller it likes best, or none that has such a slot.
     */
    private void controllers() {
        Set<Element> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        listed.addAll(definitions.values());
        Set<Element> named = Collections.newSetFromMap(new IdentityHashMap<>());
        moved.forEach(device -> named.addAll(PluggedInto.controllers(device, present)));
        present.stream().filter(device -> named.contains(device) && !listed.contains(device)).forEach(this::add);
    }
}
