package dev.holdfast.libvirt.oracle;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
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
            "domain/devices/input@model", List.of("virtio", "virtio-transitional", "virtio-non-transitional"),
            "domain/devices/disk@device", List.of("disk", "cdrom", "floppy", "lun"),
            "domain/devices/disk/target@bus", List.of("virtio", "scsi", "sata", "ide", "usb", "fdc"));

    /** What the corpus has nowhere, or only where no libvirt of the lab takes it. */
    private static final Map<String, List<String>> MORE_ELEMENTS = Map.of(
            "domain", List.of("<genid>11111111-2222-3333-4444-555555555555</genid>"),
            "domain/features",
                    List.of(
                            "<smm state='on'><tseg unit='MiB'>48</tseg></smm>",
                            "<hyperv><vendor_id state='on' value='holdfast'/></hyperv>"),
            "domain/features/smm", List.of("<tseg unit='MiB'>16</tseg>"),
            "domain/features/hyperv", List.of("<vendor_id state='on' value='holdfast'/>"),
            "domain/clock",
                    List.of("<timer name='tsc' frequency='2000000000'/>", "<timer name='tsc' mode='native'/>"),
            "domain/devices",
                    List.of(
                            "<pstore backend='acpi-erst'><path>/tmp/p</path><size unit='KiB'>8</size></pstore>",
                            "<iommu model='virtio'/>",
                            "<shmem name='more'><model type='ivshmem-doorbell'/><server path='/tmp/s'/></shmem>",
                            "<input type='passthrough' bus='virtio' model='virtio-transitional'>"
                                    + "<source evdev='/dev/input/event1'/></input>"),
            "domain/devices/interface", List.of("<mtu size='1400'/>", "<acpi index='7'/>"),
            "domain/devices/memory", List.of("<alias name='ua-more'/>", "<uuid>11111111-2222-3333-4444-555555555555</uuid>"),
            "domain/devices/memory/source", List.of("<pmem/>"),
            "domain/devices/video/model", List.of("<acceleration accel2d='yes'/>"));

    private final Map<String, Set<String>> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<Element>>> children = new LinkedHashMap<>();
    private final Map<String, Set<String>> attributes = new LinkedHashMap<>();

    /** Learns it. */
    Vocabulary(Collection<Element> domains) {
        MORE.forEach((path, more) -> values.put(path, new LinkedHashSet<>(more)));
        MORE_ELEMENTS.forEach((path, more) -> more.forEach(xml -> child(path, XmlSource.parse(xml, path))));
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
            child(path, child);
            learn(child, path + "/" + child.name());
        }
    }

    private void child(String path, Element child) {
        Set<Element> examples = children.computeIfAbsent(path, p -> new LinkedHashMap<>())
                .computeIfAbsent(child.name(), n -> new LinkedHashSet<>());
        add(examples, path.equals("domain/devices") ? afresh(child) : child);
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
