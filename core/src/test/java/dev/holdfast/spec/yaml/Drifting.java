package dev.holdfast.spec.yaml;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was changed in libvirt behind a spec's back, for a spec that was completed before. */
record Drifting(
        UnaryOperator<Element> completing,
        Function<Element, @Nullable Element> device,
        UnaryOperator<Element> rest,
        List<Element> added) {

    /** Changes of devices; null for one that is gone. */
    static Drifting of(Function<Element, @Nullable Element> device) {
        return new Drifting(completed -> completed, device, domain -> domain, List.of());
    }

    /** Changes outside devices. */
    static Drifting outside(UnaryOperator<Element> rest) {
        return new Drifting(completed -> completed, device -> device, rest, List.of());
    }

    static Drifting adding(Element... devices) {
        return new Drifting(completed -> completed, device -> device, domain -> domain, List.of(devices));
    }

    /** The same for devices that were completed with what the spec doesn't say. */
    Drifting completedWith(UnaryOperator<Element> more) {
        return new Drifting(more, device, rest, added);
    }

    /** What became of a spec's text, and the domain that libvirt has now. */
    record Outcome(String text, Element complete) {}

    Outcome takenOver(String text) {
        Lens.Source source = new YamlLens().read("vm.yaml", text);
        Map<Element, Element> partners = new IdentityHashMap<>();
        Map<Element, Element> then = new IdentityHashMap<>();
        Set<Element> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Element> now = new ArrayList<>();
        for (Element own : DeviceKinds.in(source.domain())) {
            Element before = completing.apply(own);
            Element after = device.apply(before);
            if (after == null) {
                gone.add(own);
            } else {
                partners.put(own, after);
                then.put(own, before);
                now.add(after);
            }
        }
        now.addAll(added);
        Element before = source.domain();
        Element after = rest.apply(before);
        Element complete = DeviceKinds.replaceIn(after, now);
        Reflection.Drifted values = new Reflection.Drifted(then, gone, DeviceKinds.replaceIn(before, List.of()));
        return new Outcome(source.reflect(new Reflection(complete, partners, values)), complete);
    }
}
