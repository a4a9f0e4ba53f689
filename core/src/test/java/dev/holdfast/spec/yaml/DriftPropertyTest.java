package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Any change in libvirt, taken over into any spec: the spec says it then, and what didn't change stays. */
class DriftPropertyTest {

    private static final Element COMPLETE = Canonical.listed(XmlSource.parse(PrintTest.DOMAIN, "test"));

    private static final String[] NAMES = {
        "source", "target", "driver", "model", "serial", "boot", "type", "bus", "device", "dev", "file", "readonly",
        "acpi", "address", "alias", "io", "cache", "name", "a", "multifunction"
    };

    private static final String[] VALUES = {
        "block", "network", "sata", "virtio", "/other.raw", "0x0b", "drive", "cdrom", "7", "on", "ua-b", "pc-q35-8.1",
        "a: b", "'", "virtio-transitional", "null", "52:54:00:00:00:77", "q35", "raw", "#"
    };

    @Property
    void theSpecSaysWhatChanged(@ForAll long seed) {
        Random random = new Random(seed);
        String text = Pruned.text(COMPLETE, random);
        List<Element> added = random.nextInt(4) > 0
                ? List.of()
                : List.of(edited(Element.of("rng", "model", "virtio"), random), Element.of("shmem", "name", "b"));
        Drifting drifting = new Drifting(own -> own, device -> device(device, random), own -> rest(own, random), added);
        Drifting.Outcome outcome;
        try {
            outcome = drifting.takenOver(text);
        } catch (UnusableInputException e) {
            assertThat(e.getMessage()).containsAnyOf("has no place left for another", "has XML in it");
            return;
        }
        Element now = new YamlLens().read("vm.yaml", outcome.text()).domain();
        assertThat(Canonical.of(now))
                .as(() -> text + "\n--- became ---\n" + outcome.text())
                .isEqualTo(Canonical.of(outcome.complete()));
        Drifting nothing = Drifting.of(device -> device);
        assertThat(nothing.takenOver(outcome.text()).text()).isEqualTo(outcome.text());
        assertThat(nothing.takenOver(text).text()).isEqualTo(text);
    }

    private static @Nullable Element device(Element device, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1, 2 -> edited(device, random);
            default -> device;
        };
    }

    private static Element rest(Element domain, Random random) {
        if (random.nextBoolean()) {
            return domain;
        }
        Element devices = domain.child("devices");
        Element edited = edited(DeviceKinds.replaceIn(domain, List.of()).without("devices"), random);
        return devices == null ? edited : edited.plus(devices);
    }

    private static Element edited(Element element, Random random) {
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
