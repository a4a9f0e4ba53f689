package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What to write into a spec so that it says what was changed in libvirt behind its back, and nothing more. */
final class DriftReflection {

    private final Lock lock;
    private final Element own;
    private final Element definition;
    private final Comparison comparison;
    private final Map<Element, Element> partners = new IdentityHashMap<>();
    private final Map<Element, Element> before = new IdentityHashMap<>();
    private final Set<Element> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Element> shown = new ArrayList<>();
    private final BothChanged bothChanged = new BothChanged();

    private DriftReflection(Spec spec, Lock lock, Element definition, Comparison comparison) {
        this.lock = lock;
        this.own = spec.domain();
        this.definition = AppliedMark.without(definition);
        this.comparison = comparison;
    }

    /**
     * The reflection.
     *
     * @throws RefusalException where a value was changed in the spec as well, and to something else
     */
    static Reflection of(Spec spec, Lock lock, Element definition, Comparison comparison) {
        return new DriftReflection(spec, lock, definition, comparison).reflection();
    }

    private Reflection reflection() {
        devices();
        Element ownRest = Comparison.deviceless(own);
        Element nowRest = Comparison.deviceless(definition);
        Element thenRest = Unsealed.in(lock.domainPart(), nowRest);
        bothChanged.check("domain", ownRest, lock.domain(), nowRest);
        bothChanged.refuse();
        Element now = Visible.domain(nowRest, own);
        return new Reflection(
                DeviceKinds.replaceIn(now, shown),
                partners,
                new Reflection.Drifted(before, gone, Visible.domain(thenRest, own)));
    }

    private void devices() {
        Pairs<Known> pairs = AcrossEdit.match(
                lock.devices().stream().map(LockedDevice::known).toList(), DeviceKinds.in(own));
        Map<String, LockedDevice> locked = new HashMap<>();
        lock.devices().forEach(device -> locked.put(device.id(), device));
        Map<String, Element> now = new HashMap<>();
        comparison.ids().forEach((device, id) -> now.put(id, device));
        List<Element> since = new ArrayList<>();
        for (Element device : DeviceKinds.in(own)) {
            Known known = pairs.was(device);
            Element partner = known == null ? null : now.get(known.id());
            if (known == null) {
                since.add(device);
            } else if (partner != null) {
                bothChanged.check(
                        known.id(), device, Objects.requireNonNull(locked.get(known.id())).facts(), partner);
                show(device, Unsealed.in(known.element(), partner), partner);
            } else {
                bothChanged.check(
                        known.id(), device, Objects.requireNonNull(locked.get(known.id())).facts(), null);
                gone.add(device);
            }
        }
        added(since);
    }

    private void show(Element device, Element then, Element now) {
        Element visible = Visible.device(now, device);
        partners.put(device, visible);
        before.put(device, Visible.device(then, device));
        shown.add(visible);
    }

    /** What came in libvirt may be what came in the spec as well. */
    private void added(List<Element> since) {
        List<Known> candidates = comparison.pairs().added().stream()
                .filter(device -> !DeviceKinds.isShadow(device))
                .map(device -> new Known(DeviceKinds.label(device), device, null))
                .toList();
        Pairs<Known> pairs = AcrossEdit.match(candidates, since);
        Set<Element> same = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Element device : since) {
            Known known = pairs.was(device);
            if (known != null) {
                bothChanged.check(known.id(), device, Map.of(), known.element());
                show(device, known.element(), known.element());
                same.add(known.element());
            }
        }
        for (Known candidate : candidates) {
            // A port belongs to what is plugged into it; the lock holds it.
            boolean port = candidate.element().name().equals("controller");
            if (!port && !same.contains(candidate.element())) {
                shown.add(Visible.device(candidate.element(), null));
            }
        }
    }
}
