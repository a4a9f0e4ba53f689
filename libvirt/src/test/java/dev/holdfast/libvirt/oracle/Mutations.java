package dev.holdfast.libvirt.oracle;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.libvirt.oracle.Mutation.How;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every mutation of a complete domain that this knows of: each value another one, each value and element left out, each
 * that other domains have written, each device moved, removed, doubled, and added from other domains, each list in
 * another order. Which of several values is taken goes round from one domain to the next, so that all have their turn.
 */
final class Mutations {

    /**
     * Not to be changed: the domain's identity for libvirt, and what crashes a libvirtd. 7.0 does over audio backends, 9.0
     * over what it rejects of SCSI hostdevs, 11.3 over throttle filters.
     */
    private static final List<String> LEFT_ALONE = List.of(
            "domain/name",
            "domain/uuid",
            "domain/throttlegroups",
            "domain/devices/audio",
            "domain/devices/disk/throttlefilters",
            "domain/devices/hostdev@rawio",
            "domain/devices/hostdev@sgio",
            "domain/devices/hostdev@type",
            "domain/devices/hostdev/source@protocol");

    /** Nor this: every libvirtd crashes over a disk without a target whose limits are shared with another's. */
    private static final Set<String> NOT_DONE =
            Set.of("domain/devices/disk/target " + How.LEFT_OUT, "domain/devices/disk/target@dev " + How.LEFT_OUT);

    private final Vocabulary vocabulary;
    private final Map<String, Integer> turns = new HashMap<>();
    private final List<Mutation> found = new ArrayList<>();
    private String variant = "";

    Mutations(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The mutations of one domain. */
    List<Mutation> of(Element domain) {
        found.clear();
        inside(domain, domain.name(), changed -> changed);
        addDevices(domain);
        return List.copyOf(found);
    }

    /** What may change in one element; {@code whole} makes a domain of a changed one. */
    private void inside(Element element, String path, Function<Element, Element> whole) {
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            String name = attribute.getKey();
            String at = path + "@" + name;
            for (String other : some(at, OtherValues.of(at, attribute.getValue(), vocabulary))) {
                add(at, How.OTHER_VALUE, () -> whole.apply(element.withAttribute(name, other)));
                if (isDevice(path) && !variant.isEmpty()) {
                    add(at, How.MOVED, () -> whole.apply(element.withAttribute(name, other).without("address")));
                }
            }
            add(at, How.LEFT_OUT, () -> whole.apply(element.withoutAttribute(name)));
        }
        for (String name : vocabulary.attributesMissing(path, element)) {
            String at = path + "@" + name;
            for (String value : some(at, vocabulary.valuesAt(at))) {
                add(at, How.WRITTEN, () -> whole.apply(element.withAttribute(name, value)));
            }
        }
        List<Map.Entry<String, String>> numbers = element.attributes().entrySet().stream()
                .filter(attribute -> NormalForm.number(attribute.getValue()).isPresent())
                .toList();
        for (int i = 1; i < numbers.size(); i++) {
            Map.Entry<String, String> one = numbers.get(i - 1);
            Map.Entry<String, String> other = numbers.get(i);
            add(path + "@" + other.getKey(), How.EXCHANGED, () -> whole.apply(
                    element.withAttribute(one.getKey(), other.getValue()).withAttribute(other.getKey(), one.getValue())));
        }
        if (!element.text().isBlank()) {
            for (String other : some(path, OtherValues.of(path, element.text(), vocabulary))) {
                add(path, How.OTHER_VALUE, () -> whole.apply(element.withText(other)));
            }
        }
        children(element, path, whole);
        if (!path.equals("domain/devices")) {
            vocabulary.childrenMissing(path, element).forEach((name, examples) -> {
                for (Element example : some(path + "/" + name, examples)) {
                    add(path + "/" + name, How.WRITTEN, () -> whole.apply(element.plus(example)));
                }
            });
        }
    }

    private void children(Element element, String path, Function<Element, Element> whole) {
        List<Node> nodes = element.children();
        Map<String, Integer> last = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (!(nodes.get(i) instanceof Element child)) {
                continue;
            }
            int at = i;
            String below = path + "/" + child.name();
            if (isDevice(below)) {
                variant = variant(child);
            }
            Function<List<Node>, Element> withNodes = changed -> whole.apply(element.withChildren(changed));
            inside(child, below, changed -> withNodes.apply(with(nodes, at, List.of(changed))));
            if (isDevice(below)) {
                insideDevice(child, below, changed -> withNodes.apply(with(nodes, at, changed)));
            } else if (!below.equals("domain/devices")) {
                add(below, How.LEFT_OUT, () -> withNodes.apply(with(nodes, at, List.of())));
            }
            Integer before = last.put(child.name(), i);
            if (before != null) {
                add(below, How.REORDERED, () -> withNodes.apply(swapped(nodes, before, at)));
                exchanged((Element) nodes.get(before), child, below, (one, other) -> {
                    List<Node> changed = with(nodes, at, List.of(other));
                    changed.set(before, one);
                    return withNodes.apply(changed);
                });
            }
            if (isDevice(below)) {
                variant = "";
            }
        }
    }

    /** Each value of one element with that of its neighbour. */
    private void exchanged(Element one, Element other, String path, BinaryOperator<Element> whole) {
        one.attributes().forEach((name, value) -> {
            String others = other.attribute(name);
            if (others != null && !others.equals(value)) {
                add(path + "@" + name, How.EXCHANGED, () ->
                        whole.apply(one.withAttribute(name, others), other.withAttribute(name, value)));
            }
        });
    }

    private void insideDevice(Element device, String path, Function<List<Element>, Element> whole) {
        add(path, How.REMOVED, () -> whole.apply(List.of()));
        add(path, How.TWICE, () -> whole.apply(List.of(device, another(device))));
        for (Element example : some(path + " replaced", vocabulary.devices().getOrDefault(device.name(), List.of()))) {
            add(path, How.REPLACED, () -> whole.apply(List.of(example)));
        }
        if (device.child("address") != null) {
            add(path + "/address", How.MOVED, () -> whole.apply(List.of(device.without("address"))));
        }
        for (String nature : List.of("target", "model")) {
            Element inner = device.child(nature);
            if (inner == null) {
                continue;
            }
            inner.attributes().forEach((name, value) -> {
                String at = path + "/" + nature + "@" + name;
                for (String other : some(at + " moved", OtherValues.of(at, value, vocabulary))) {
                    add(at, How.MOVED, () -> whole.apply(List.of(device.without("address")
                            .mapChild(nature, e -> e.withAttribute(name, other)))));
                }
            });
        }
    }

    /** One more of the kind, with what has to be its own taken from it or changed. */
    private static Element another(Element device) {
        Element other = device.without("address").without("alias").without("serial").without("wwn").without("mac");
        String name = device.value("target@dev");
        if (device.name().equals("disk") && name != null) {
            return other.mapChild("target", target -> target.withAttribute("dev", name.substring(0, 2) + "x"));
        }
        if (device.name().equals("controller")) {
            return other.withoutAttribute("index").without("target");
        }
        if (device.value("target@port") != null) {
            return other.without("target");
        }
        return other;
    }

    private void addDevices(Element domain) {
        vocabulary.devices().forEach((name, examples) -> {
            String path = "domain/devices/" + name;
            for (Element example : some(path + " added", examples)) {
                variant = variant(example);
                add(path, How.ADDED, () -> domain.mapChild("devices", devices -> devices.plus(example)));
                variant = "";
            }
        });
    }

    private void add(String path, How how, Supplier<Element> domain) {
        Mutation mutation = new Mutation(path, how, variant, domain);
        boolean leftAlone = LEFT_ALONE.stream().anyMatch(row -> Facts.covers(row, path));
        if (!leftAlone && !NOT_DONE.contains(mutation.kind())) {
            found.add(mutation);
        }
    }

    /** Two of them, others each time. */
    private <T> List<T> some(String path, List<T> all) {
        if (all.size() <= 2) {
            return all;
        }
        int turn = turns.merge(path, 2, Integer::sum) - 2;
        return List.of(all.get(turn % all.size()), all.get((turn + 1) % all.size()));
    }

    private static boolean isDevice(String path) {
        return path.startsWith("domain/devices/")
                && path.indexOf('/', "domain/devices/".length()) < 0
                && !path.equals("domain/devices/emulator");
    }

    /** What a device is: its bus, its model, and where it is plugged in. */
    private static String variant(Element device) {
        StringBuilder all = new StringBuilder();
        DeviceKinds.of(device).nature().stream().sorted().forEach(path -> all.append(Objects.requireNonNullElse(device.value(path), "-")).append(' '));
        return all.append(Objects.requireNonNullElse(device.value("address@type"), "-")).toString();
    }

    private static List<Node> with(List<Node> nodes, int at, List<Element> instead) {
        List<Node> all = new ArrayList<>(nodes);
        all.remove(at);
        all.addAll(at, instead);
        return all;
    }

    private static List<Node> swapped(List<Node> nodes, int one, int other) {
        List<Node> all = new ArrayList<>(nodes);
        all.set(one, nodes.get(other));
        all.set(other, nodes.get(one));
        return all;
    }
}
