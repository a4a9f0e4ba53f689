package dev.holdfast.planner.address.pci;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order of device kinds; devices of one kind stay in the order that they have. */
final class KindOrder {

    private final Map<String, Integer> places = new HashMap<>();
    private final Comparator<PciDevice> byKind = (one, other) -> Integer.compare(of(one), of(other));

    private KindOrder() {}

    static KindOrder of(String... kinds) {
        KindOrder order = new KindOrder();
        for (String kind : kinds) {
            order.places.put(kind, order.places.size());
        }
        return order;
    }

    /** The place of a kind; what isn't in the order comes last. */
    int of(String kind) {
        return places.getOrDefault(kind, places.size());
    }

    int of(PciDevice device) {
        return of(device.draft().name());
    }

    void sort(List<PciDevice> devices) {
        devices.sort(byKind);
    }
}
