package dev.holdfast.abi;

import dev.holdfast.device.DeviceKind;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Key;
import dev.holdfast.domain.Element;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which device of one whole domain is which of another, among those that a guest sees.
 *
 * @param pairs the ones that both have, in the new domain's order
 * @param gone the ones that only the old domain has
 * @param come the ones that only the new domain has
 */
record Counterparts(List<Pair> pairs, List<Element> gone, List<Element> come) {

    /** One device, in the old domain and in the new one. */
    record Pair(Element before, Element after) {}

    /**
     * By identity first; and then, where one went and another came in its stead, the two are told of as one that
     * changed.
     *
     * @throws dev.holdfast.problem.RefusalException where it is not certain
     */
    static Counterparts of(Element before, Element after) {
        List<Element> now = seen(after);
        List<Known> known = seen(before).stream()
                .map(device -> new Known(DeviceKinds.label(device), device, device))
                .toList();
        Pairs<Known> pairs = AcrossEdit.match(known, now, UnaryOperator.identity(), AcrossEdit.Terms.OF_TWO);
        List<Element> gone = new ArrayList<>(pairs.gone().stream().map(Known::element).toList());
        List<Pair> replaced = replaced(gone, new ArrayList<>(pairs.added()));
        List<Pair> all = new ArrayList<>();
        List<Element> come = new ArrayList<>();
        for (Element device : now) {
            Known was = pairs.was(device);
            Pair successor = replaced.stream().filter(pair -> pair.after() == device).findFirst().orElse(null);
            if (was != null) {
                all.add(new Pair(was.element(), device));
            } else if (successor != null) {
                all.add(successor);
            } else {
                come.add(device);
            }
        }
        return new Counterparts(all, gone, come);
    }

    private static List<Element> seen(Element domain) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> !DeviceKinds.of(device).isHostOnly())
                .filter(device -> !DeviceKinds.isShadow(device))
                .filter(device -> !"none".equals(device.attribute("model")))
                .toList();
    }

    /** Takes out of both lists what took another one's place. */
    private static List<Pair> replaced(List<Element> gone, List<Element> come) {
        List<Pair> pairs = new ArrayList<>();
        take(gone, come, pairs, device -> device.value("alias@name"));
        for (DeviceKind kind : DeviceKinds.all()) {
            for (Key key : kind.keys()) {
                if (key.strong()) {
                    take(gone, come, pairs, device -> device.name().equals(kind.name()) ? key.of(device) : null);
                }
            }
        }
        take(gone, come, pairs, Counterparts::place);
        take(gone, come, pairs, device -> hasOwnKey(device) ? null : device.name());
        return pairs;
    }

    private static @Nullable Object place(Element device) {
        Element address = device.child("address");
        return address == null || address.attributes().size() < 2 ? null : address.attributes();
    }

    /** True for one that can't be another one than it is, because nothing else has its key. */
    private static boolean hasOwnKey(Element device) {
        return DeviceKinds.of(device).keys().stream().anyMatch(key -> key.strong() && key.of(device) != null);
    }

    private static void take(
            List<Element> gone, List<Element> come, List<Pair> pairs, Function<Element, @Nullable Object> key) {
        for (Element after : List.copyOf(come)) {
            List<Element> same = same(gone, after, key);
            if (same.size() == 1 && same(come, after, key).size() == 1) {
                pairs.add(new Pair(same.getFirst(), after));
                gone.removeIf(device -> device == same.getFirst());
                come.removeIf(device -> device == after);
            }
        }
    }

    private static List<Element> same(
            List<Element> devices, Element like, Function<Element, @Nullable Object> key) {
        Object value = key.apply(like);
        return devices.stream()
                .filter(device -> device.name().equals(like.name()))
                .filter(device -> value != null && value.equals(key.apply(device)))
                .toList();
    }
}
