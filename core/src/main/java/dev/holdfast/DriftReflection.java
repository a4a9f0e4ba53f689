package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to write into a spec so that it says what was changed in libvirt behind its back, and nothing more. */
final class DriftReflection {

    private DriftReflection() {}

    static Reflection of(Spec spec, Lock lock, Element definition, Comparison comparison) {
        Pairs<Known> pairs = AcrossEdit.match(
                lock.devices().stream().map(LockedDevice::known).toList(), DeviceKinds.in(spec.domain()));
        Map<String, Element> now = new HashMap<>();
        comparison.ids().forEach((device, id) -> now.put(id, device));
        Map<Element, Element> partners = new IdentityHashMap<>();
        Map<Element, Set<String>> drifted = new IdentityHashMap<>();
        Set<Element> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Element> shown = new ArrayList<>();
        for (Element device : DeviceKinds.in(spec.domain())) {
            Known known = pairs.was(device);
            Element partner = known == null ? null : now.get(known.id());
            if (known != null && partner != null) {
                Element visible = Visible.device(partner, device);
                partners.put(device, visible);
                drifted.put(device, paths(known.id(), comparison));
                shown.add(visible);
            } else if (known != null) {
                gone.add(device);
            }
        }
        for (Element added : comparison.pairs().added()) {
            // A port belongs to what is plugged into it; the lock holds it.
            if (!DeviceKinds.isShadow(added) && !added.name().equals("controller")) {
                shown.add(Visible.device(added, null));
            }
        }
        Element domain = Visible.domain(Comparison.deviceless(AppliedMark.without(definition)), spec.domain());
        return new Reflection(
                DeviceKinds.replaceIn(domain, shown),
                partners,
                new Reflection.Drifted(drifted, gone, paths("domain", comparison)));
    }

    private static Set<String> paths(String id, Comparison comparison) {
        Set<String> paths = new HashSet<>();
        for (DomainChange change : comparison.changes()) {
            if (change.device().equals(id)) {
                paths.add(change.path());
            }
        }
        return paths;
    }
}
