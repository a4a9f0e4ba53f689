package dev.holdfast.planner;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The PCI addresses that were planned, written into what an owner wrote. */
final class PlacedDevices {

    private PlacedDevices() {}

    static Element in(Element partial, Plan plan) {
        Map<Element, Element> addresses = new IdentityHashMap<>();
        List<Element> implied = new ArrayList<>();
        for (Draft device : plan.devices().children()) {
            Draft address = Addresses.of(device, Addresses.PCI);
            Element written = device.written();
            if (address != null && written == null) {
                implied.add(device.toElement());
            } else if (address != null) {
                addresses.put(written, address.toElement());
            }
        }
        return partial.mapChild("devices", devices -> {
            List<Node> all = new ArrayList<>();
            for (Node child : devices.children()) {
                Element address = child instanceof Element device ? addresses.get(device) : null;
                all.add(address == null ? child : ((Element) child).without("address").plus(address));
            }
            all.addAll(implied);
            return devices.withChildren(all);
        });
    }
}
