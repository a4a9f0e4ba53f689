package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One device more or less in a spec's text, and every other line as it was. */
final class SpecEdit {

    private SpecEdit() {}

    /** With this device behind those of its kind. */
    static Spec plus(Spec spec, Element device) {
        List<Element> devices = new ArrayList<>(DeviceKinds.in(spec.domain()));
        devices.add(device);
        return edited(spec, devices, Set.of());
    }

    /** Without this device, which is one of the spec's domain by identity. */
    static Spec minus(Spec spec, Element device) {
        Set<Element> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.add(device);
        return edited(
                spec,
                DeviceKinds.in(spec.domain()).stream().filter(other -> other != device).toList(),
                gone);
    }

    private static Spec edited(Spec spec, List<Element> devices, Set<Element> gone) {
        Map<Element, Element> same = new IdentityHashMap<>();
        DeviceKinds.in(spec.domain()).stream().filter(device -> !gone.contains(device)).forEach(device -> same.put(device, device));
        return spec.reflect(new Reflection(
                DeviceKinds.replaceIn(DeviceKinds.outside(spec.domain()), devices),
                same,
                new Reflection.Drifted(same, gone, DeviceKinds.outside(spec.domain()))));
    }
}
