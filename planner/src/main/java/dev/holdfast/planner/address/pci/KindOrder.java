package dev.holdfast.planner.address.pci;

import dev.holdfast.planner.kind.Kinds;
import java.util.Arrays;
import java.util.List;

/** An order of device kinds; devices of one kind stay in the order that they have. */
final class KindOrder {

    /** As many as there may be. */
    private static final int RANKS = Long.SIZE;

    /** By the rank of the kind, its place. */
    private final int[] places = new int[RANKS];

    private final int count;

    private KindOrder(String... kinds) {
        count = kinds.length;
        Arrays.fill(places, count);
        for (int i = 0; i < kinds.length; i++) {
            places[Kinds.rank(kinds[i])] = i;
        }
    }

    static KindOrder of(String... kinds) {
        return new KindOrder(kinds);
    }

    /** The place of a kind; what isn't in the order comes last. */
    int of(String kind) {
        return places[Kinds.rank(kind)];
    }

    int of(PciDevice device) {
        return places[device.draft().rank()];
    }

    void sort(List<PciDevice> devices) {
        // Counted, not compared: how many there are of each kind and those before it says where each device goes.
        int size = devices.size();
        if (size < 2) {
            return;
        }
        int[] next = new int[count + 2];
        for (int i = 0; i < size; i++) {
            next[of(devices.get(i)) + 1]++;
        }
        for (int kind = 1; kind < next.length; kind++) {
            next[kind] += next[kind - 1];
        }
        PciDevice[] sorted = new PciDevice[size];
        for (int i = 0; i < size; i++) {
            PciDevice device = devices.get(i);
            sorted[next[of(device)]++] = device;
        }
        for (int i = 0; i < size; i++) {
            devices.set(i, sorted[i]);
        }
    }
}
