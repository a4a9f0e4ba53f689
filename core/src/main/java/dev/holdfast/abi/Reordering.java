package dev.holdfast.abi;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.match.Difference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Devices of one kind that stand in another order. A guest goes by addresses; libvirt's own check goes by the order, and
 * refuses a snapshot or a migration over it.
 */
final class Reordering {

    private static final Consequence CONSEQUENCE = new Consequence(
            Severity.HARMLESS,
            "the guest goes by addresses and sees the same; libvirt's own check compares them in this order",
            "libvirt won't restore or migrate one as the other");

    private Reordering() {}

    /** One for each kind. */
    static List<Finding> of(Counterparts counterparts, List<Element> before) {
        Map<Element, Integer> places = places(before);
        Map<Element, Element> old = new IdentityHashMap<>();
        counterparts.pairs().forEach(pair -> old.put(pair.after(), pair.before()));
        List<Element> stayed = counterparts.pairs().stream().map(Counterparts.Pair::after).toList();
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        asRead(stayed).forEach(device -> kinds.computeIfAbsent(device.name(), name -> new ArrayList<>())
                .add(places.getOrDefault(old.get(device), -1)));
        List<Finding> findings = new ArrayList<>();
        kinds.forEach((kind, order) -> {
            if (!order.equals(order.stream().sorted().toList())) {
                Difference difference = new Difference(kind + "/order", "the old VM's", "another");
                findings.add(new Finding(kind + " devices", difference, CONSEQUENCE));
            }
        });
        return findings;
    }

    private static Map<Element, Integer> places(List<Element> devices) {
        Map<Element, Integer> places = new IdentityHashMap<>();
        for (Element device : asRead(devices)) {
            places.put(device, places.size());
        }
        return places;
    }

    /**
     * In the order in which libvirt has them once it has read them: controllers by type, index, and companions behind
     * their master. It writes those that it just added elsewhere.
     */
    private static List<Element> asRead(List<Element> devices) {
        List<String> types = devices.stream().map(Reordering::type).distinct().toList();
        return devices.stream()
                .sorted(Comparator.comparingInt((Element device) -> types.indexOf(type(device)))
                        .thenComparing(Reordering::index)
                        .thenComparing(device -> isController(device) && device.child("master") != null))
                .toList();
    }

    private static String type(Element device) {
        return isController(device) ? "controller " + device.attribute("type") : device.name();
    }

    private static BigInteger index(Element device) {
        String index = isController(device) ? device.attribute("index") : null;
        return index == null ? BigInteger.ZERO : NormalForm.number(index).orElse(BigInteger.ZERO);
    }

    private static boolean isController(Element device) {
        return device.name().equals("controller");
    }
}
