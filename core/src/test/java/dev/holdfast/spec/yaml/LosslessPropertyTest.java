package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a domain holds, known or not: printed and read back it is the same, and reflecting it changes nothing. */
class LosslessPropertyTest {

    /** Names that mean something somewhere, and some that never do. */
    private static final String[] NAMES = {
        "disk", "interface", "controller", "video", "memory", "source", "target", "driver", "model", "address", "alias",
        "serial", "text", "xml", "name", "type", "acpi", "readonly", "vcpu", "vcpus", "os", "boot", "devices", "mac",
        "a", "b-c", "on", "no", "null", "qemu:arg", "cpu", "features", "feature", "initarg", "graphics", "listen",
        "size", "unit", "format", "image", "bus", "dev", "file", "disks", "emulator", "memballoon", "metadata"
    };

    private static final String[] VALUES = {
        "", "file", "block", "network", "virtio", "none", "usb", "yes", "on", "null", "~", "true", "0x0000", "0x1f", "07",
        "1.0", "1e3", "12:30", "52:54:00:12:34:56", "a: b", "a #b", "- a", "{a}", "a,b", "'", "\"", "\\", "ua-root", "ua-",
        " a", "a ", "a\nb", "a\n\n", "\n", "\ta", "é", "\uD83D\uDCBF", "2024-01-01", "<a>", "@a", "|", "&a", "*a", "!a",
        "cdrom", "/x.qcow2", "/x", "KiB", "1024", "2097152", "hvm", "q35", "x86_64", "pci", "qemu", "qcow2", "\u0085", "="
    };

    /** A domain has one list of devices and no text. */
    private static Element domain(Random random) {
        Element element = element(random, 4);
        List<Node> children = new ArrayList<>();
        boolean devices = false;
        for (Element child : element.elements()) {
            if (!child.name().equals("devices") || !devices) {
                children.add(child);
            }
            devices |= child.name().equals("devices");
        }
        return Element.of("domain", element.attributes(), children, null);
    }

    private static Element element(Random random, int depth) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put(NAMES[random.nextInt(NAMES.length)], VALUES[random.nextInt(VALUES.length)]);
        }
        List<Node> content = new ArrayList<>();
        for (int i = depth == 0 ? 0 : random.nextInt(5); i > 0; i--) {
            content.add(element(random, depth - 1));
        }
        String text = VALUES[random.nextInt(VALUES.length)];
        if (!text.isBlank() && (content.isEmpty() || random.nextInt(6) == 0)) {
            content.add(0, new Text(text));
        }
        return Element.of(NAMES[random.nextInt(NAMES.length)], attributes, content, null);
    }

    @Property
    void printedAndReadBackIsTheSame(@ForAll long seed) {
        Element domain = domain(new Random(seed));
        YamlLens lens = new YamlLens();
        String yaml = lens.print(domain);
        Element back = lens.read("-", yaml).domain();
        assertThat(Canonical.of(back)).as(yaml).isEqualTo(Canonical.of(listed(domain)));
        assertThat(lens.read("-", lens.toJson(domain)).domain()).isEqualTo(back);
    }

    @Property
    void reflectingNothingNewIsTheSameText(@ForAll long seed) {
        Element domain = domain(new Random(seed));
        YamlLens lens = new YamlLens();
        String yaml = lens.print(domain);
        Lens.Source source = lens.read("-", yaml);
        Map<Element, Element> partners = new IdentityHashMap<>();
        Element devices = source.domain().child("devices");
        if (devices != null) {
            devices.elements().forEach(device -> partners.put(device, device));
        }
        assertThat(source.reflect(new Reflection(source.domain(), partners))).isEqualTo(yaml);
    }

    /** Through XML once, since text side by side is one text. */
    private static Element listed(Element domain) {
        return Canonical.listed(XmlSource.parse(domain.toString(), "test"));
    }
}
