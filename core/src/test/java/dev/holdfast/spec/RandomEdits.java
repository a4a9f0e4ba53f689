package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of an element such as someone with virsh may make, for better or worse. */
public final class RandomEdits {

    private static final String[] NAMES = {
        "source", "target", "driver", "model", "serial", "boot", "type", "bus", "device", "dev", "file", "readonly",
        "acpi", "address", "alias", "io", "cache", "name", "a", "multifunction"
    };

    private static final String[] VALUES = {
        "block", "network", "sata", "virtio", "/other.raw", "0x0b", "drive", "cdrom", "7", "on", "ua-b", "pc-q35-8.1",
        "a: b", "'", "virtio-transitional", "null", "52:54:00:00:00:77", "q35", "raw", "#"
    };

    private RandomEdits() {}

    /** One to four of them. */
    public static Element edited(Element element, Random random) {
        Element edited = element;
        for (int i = random.nextInt(4); i >= 0; i--) {
            edited = editedOnce(edited, random);
        }
        return edited;
    }

    private static Element editedOnce(Element element, Random random) {
        List<String> attributes = List.copyOf(element.attributes().keySet());
        List<Element> children = element.elements();
        String name = NAMES[random.nextInt(NAMES.length)];
        String value = VALUES[random.nextInt(VALUES.length)];
        int choice = random.nextInt(12);
        if (choice < 4 && !children.isEmpty()) {
            List<Node> edited = new ArrayList<>(element.children());
            int index = edited.indexOf(children.get(random.nextInt(children.size())));
            edited.set(index, editedOnce((Element) edited.get(index), random));
            return element.withChildren(edited);
        }
        return switch (choice) {
            case 4, 5 -> attributes.isEmpty()
                    ? element
                    : element.withAttribute(attributes.get(random.nextInt(attributes.size())), value);
            case 6 -> attributes.isEmpty()
                    ? element
                    : element.withoutAttribute(attributes.get(random.nextInt(attributes.size())));
            case 7 -> children.isEmpty()
                    ? element
                    : element.withChildren(without(element.children(), children.get(random.nextInt(children.size()))));
            case 8, 9 -> element.plus(Element.of(name, NAMES[random.nextInt(NAMES.length)], value));
            case 10 -> element.withAttribute(name, value);
            default -> children.isEmpty() ? element.withText(value) : element.plus(Element.of(name));
        };
    }

    private static List<Node> without(List<Node> nodes, Element gone) {
        return nodes.stream().filter(node -> node != gone).toList();
    }
}
