package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Additions to a small VM, written back into a text, for the tests of how. */
final class Reflecting {

    static final String ADDRESS =
            "<address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>";

    static final String DISK = "<disk type='file' device='disk'><source file='/path/to/image.qcow2'/>"
            + "<driver name='qemu' type='qcow2'/><target dev='vda' bus='virtio'/>" + ADDRESS + "</disk>";

    static final String ROOT_PORT = "<controller type='pci' index='1' model='pcie-root-port'>"
            + "<address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/></controller>";

    static final String NONE = "<controller type='usb' index='0' model='none'/><memballoon model='none'/>";

    static Element domain(String devices) {
        return XmlSource.parse(
                "<domain type='kvm'><name>vm</name><memory unit='KiB'>1048576</memory>"
                        + "<os><type arch='x86_64' machine='pc-q35-9.0'>hvm</type></os><devices>" + devices
                        + "</devices></domain>",
                "test");
    }

    /** The devices of one kind become those of the same kind, in order. */
    private static Map<Element, Element> partners(Element spec, Element complete) {
        Map<Element, Element> partners = new IdentityHashMap<>();
        Element devices = spec.child("devices");
        for (Element device : devices == null ? List.<Element>of() : devices.elements()) {
            int index = 0;
            for (Element other : devices.elements(device.name())) {
                if (other == device) {
                    break;
                }
                index++;
            }
            partners.put(device, complete.child("devices").elements(device.name()).get(index));
        }
        return partners;
    }

    static String reflect(String text, Element complete) {
        Lens.Source source = new YamlLens().read("vm.yaml", text);
        String reflected = source.reflect(new Reflection(complete, partners(source.domain(), complete)));
        Lens.Source again = new YamlLens().read("vm.yaml", reflected);
        assertThat(again.reflect(new Reflection(complete, partners(again.domain(), complete))))
                .as("reflecting the same once more")
                .isEqualTo(reflected);
        return reflected;
    }

    static void reflects(String text, Element complete, String to) {
        String reflected = reflect(text, complete);
        assertThat(reflected).isEqualTo(to);
        Element settled =
                Settling.settle(new YamlLens().read("vm.yaml", reflected).domain(), java.util.Set.of("kvm"));
        Element wanted = Settling.settle(complete, java.util.Set.of("kvm"));
        assertThat(withoutIndex(settled)).isEqualTo(withoutIndex(wanted));
    }

    private static Element withoutIndex(Element domain) {
        Element devices = domain.child("devices");
        Element same = devices.withChildren(devices.elements().stream()
                .map(d -> "none".equals(d.attribute("model")) ? d.withoutAttribute("index") : d)
                .toList());
        return Canonical.of(domain.mapChild("devices", old -> same));
    }

    static final String TOP = """
            name: vm
            type: kvm
            arch: x86_64
            machine: pc-q35-9.0
            memory: 1 GiB
            """;

    private Reflecting() {}
}
