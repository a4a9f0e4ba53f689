package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.Reserved;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Completes a domain so that the ports that its spec asks for, and its format keeps, are free. */
final class Ports {

    private Ports() {}

    /**
     * The complete domain.
     *
     * @param isFirst whether nothing is locked yet: after that, the lock's ports are those there are
     * @see SparePorts#complete
     */
    static Element complete(Element submitted, Spec spec, boolean isFirst, Completer completer) {
        Reserved reserved = isFirst ? spec.source().reserved() : Reserved.NONE;
        return SparePorts.complete(reserved.isNone() ? submitted : reserve(submitted, reserved, completer), spec.sparePorts(), completer);
    }

    /**
     * As KubeVirt does it: completed with placeholders, the cards behind all others; then they are taken out of the answer,
     * whose ports stay, and further ports come behind everything.
     */
    private static Element reserve(Element submitted, Reserved reserved, Completer completer) {
        List<Element> all = new ArrayList<>(DeviceKinds.in(submitted));
        Set<String> names = new HashSet<>();
        for (Element placeholder : reserved.placeholders()) {
            all.add(placeholder);
            names.add(placeholder.value("alias@name"));
        }
        Element first = completer.complete(DeviceKinds.replaceIn(submitted, all));
        List<Element> kept = new ArrayList<>(DeviceKinds.in(first));
        kept.removeIf(device -> names.contains(device.value("alias@name")));
        for (int i = 0; i < reserved.appended() && HotplugPorts.isPossible(first); i++) {
            kept.add(HotplugPorts.next(kept));
        }
        return DeviceKinds.replaceIn(first, kept);
    }
}
