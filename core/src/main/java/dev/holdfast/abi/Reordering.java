package dev.holdfast.abi;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Devices of one kind that stand in another order. A guest goes by addresses; libvirt's own check goes by the order, and
 * refuses a snapshot or a migration over it.
 */
final class Reordering {

    private static final String NOTICE =
            "the guest goes by addresses and sees the same; libvirt's own check compares them in this order";

    private Reordering() {}

    /** One for each kind. */
    static List<Finding> of(Counterparts counterparts, List<Element> before) {
        Map<Element, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            places.put(before.get(i), i);
        }
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        counterparts.pairs().forEach(pair -> kinds.computeIfAbsent(pair.after().name(), name -> new ArrayList<>())
                .add(places.getOrDefault(pair.before(), -1)));
        List<Finding> findings = new ArrayList<>();
        kinds.forEach((kind, order) -> {
            if (!order.equals(order.stream().sorted().toList())) {
                findings.add(new Finding(
                        Severity.HARMLESS, kind + " devices", kind + "/order", "the old VM's", "another", NOTICE));
            }
        });
        return findings;
    }
}
