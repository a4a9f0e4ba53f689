package dev.holdfast.planner.address.pci;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order of device kinds; devices of one kind stay in the order that they have. */
final class KindOrder {

    private final Map<String, Integer> places = new HashMap<>();

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
        // Counted, not compared: how many there are of each kind and those before it says where each device goes.
        int size = devices.size();
        int[] kinds = new int[size];
        int[] next = new int[places.size() + 2];
        for (int i = 0; i < size; i++) {
            kinds[i] = of(devices.get(i));
            next[kinds[i] + 1]++;
        }
        for (int kind = 1; kind < next.length; kind++) {
            next[kind] += next[kind - 1];
        }
        PciDevice[] sorted = new PciDevice[size];
        for (int i = 0; i < size; i++) {
            sorted[next[kinds[i]]++] = devices.get(i);
        }
        for (int i = 0; i < size; i++) {
            devices.set(i, sorted[i]);
        }
    }
}
