package dev.holdfast.libvirt.oracle;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a libvirt writes where: every value and every element that stands somewhere in some complete domains. */
final class Vocabulary {

    private static final int MOST = 40;

    /** Machine types, of which the corpus has one a chipset, and others of which it has few. */
    private static final Map<String, List<String>> MORE = Map.of(
            "domain/os/type@machine", List.of("pc-q35-5.1", "pc-i440fx-5.1", "pc-q35-4.2", "pc-i440fx-4.2", "isapc"),
            "domain/os/type@arch", List.of("i686"),
            "domain/os/smbios@mode", List.of("emulate", "host", "sysinfo"),
            "domain/devices/interface/model@type", List.of("virtio", "e1000", "e1000e", "rtl8139", "ne2k_pci", "pcnet"),
            "domain/devices/disk@device", List.of("disk", "cdrom", "floppy", "lun"),
            "domain/devices/disk/target@bus", List.of("virtio", "scsi", "sata", "ide", "usb", "fdc"));

    private final Map<String, Set<String>> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<Element>>> children = new LinkedHashMap<>();
    private final Map<String, Set<String>> attributes = new LinkedHashMap<>();

    /** Learns it. */
    Vocabulary(Collection<Element> domains) {
        MORE.forEach((path, more) -> values.put(path, new LinkedHashSet<>(more)));
        domains.forEach(domain -> learn(domain, domain.name()));
    }

    private void learn(Element element, String path) {
        element.attributes().forEach((name, value) -> {
            attributes.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(name);
            add(values.computeIfAbsent(path + "@" + name, p -> new LinkedHashSet<>()), value);
        });
        if (!element.text().isEmpty()) {
            add(values.computeIfAbsent(path, p -> new LinkedHashSet<>()), element.text());
        }
        for (Element child : element.elements()) {
            Set<Element> examples = children.computeIfAbsent(path, p -> new LinkedHashMap<>())
                    .computeIfAbsent(child.name(), n -> new LinkedHashSet<>());
            add(examples, path.equals("domain/devices") ? afresh(child) : child);
            learn(child, path + "/" + child.name());
        }
    }

    private static <T> void add(Set<T> all, T one) {
        if (all.size() < MOST) {
            all.add(one);
        }
    }

    /** A device as it would be written by somebody who leaves the rest to libvirt. */
    private static Element afresh(Element device) {
        return device.without("address").without("alias");
    }

    /** The values at a path other than this one. */
    List<String> othersThan(String path, String value) {
        return values.getOrDefault(path, Set.of()).stream()
                .filter(other -> !other.equals(value))
                .toList();
    }

    /** The attributes that elements at a path have and this one lacks. */
    List<String> attributesMissing(String path, Element element) {
        return attributes.getOrDefault(path, Set.of()).stream()
                .filter(name -> element.attribute(name) == null)
                .toList();
    }

    /** The values at a path. */
    List<String> valuesAt(String path) {
        return List.copyOf(values.getOrDefault(path, Set.of()));
    }

    /** The elements below one at a path that this one has not, by their names. */
    Map<String, List<Element>> childrenMissing(String path, Element element) {
        Map<String, List<Element>> missing = new LinkedHashMap<>();
        List<Element> present = element.elements();
        children.getOrDefault(path, Map.of()).forEach((name, examples) -> missing.put(
                name,
                examples.stream()
                        .filter(example -> isMissing(example, present))
                        .toList()));
        missing.values().removeIf(List::isEmpty);
        return missing;
    }

    /** An element that may stand several times, such as a timer, is missing where none of its name attribute is there. */
    private static boolean isMissing(Element example, List<Element> present) {
        String name = example.attribute("name");
        return present.stream()
                .noneMatch(other -> other.name().equals(example.name())
                        && (name == null || name.equals(other.attribute("name"))));
    }

    /** Every device, by its kind. */
    Map<String, List<Element>> devices() {
        return children.getOrDefault("domain/devices", Map.of()).values().stream()
                .flatMap(Set::stream)
                .filter(DeviceKinds::isDevice)
                .collect(Collectors.groupingBy(Element::name, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }
}
