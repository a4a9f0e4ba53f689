package dev.holdfast.spec.kubevirt;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.text.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a completed domain KubeVirt's API has fields for, and what it has none for. */
final class NativeFields {

    private static final String VIRTIO = "virtio";

    private final KubeVirtSource source;
    private final Reflection reflection;

    NativeFields(KubeVirtSource source, Reflection reflection) {
        this.source = source;
        this.reflection = reflection;
    }

    /** Sets the fields that there are. */
    void write(FieldEdits edits) {
        Element complete = reflection.complete();
        Field domain = source.manifest().carrier().at("spec").at("domain");
        set(edits, domain, List.of("machine", "type"), complete.value("os/type@machine"));
        set(edits, domain, List.of("firmware", "uuid"), complete.value("uuid"));
        source.conversion().sources().forEach((device, field) -> {
            Element became = reflection.partner(device);
            if (became != null && field.value() instanceof Yaml.Mapping) {
                switch (device.name()) {
                    case "interface" -> card(edits, field, became);
                    case "disk" -> disk(edits, field, became);
                    default -> {
                        // Nothing of it has a field that its owner may leave out.
                    }
                }
            }
        });
    }

    private static void set(FieldEdits edits, Field from, List<String> path, @Nullable String value) {
        if (value != null) {
            edits.set(from, path, value);
        }
    }

    private void card(FieldEdits edits, Field field, Element card) {
        if (!isListed(field)) {
            return;
        }
        String model = String.valueOf(card.value("model@type"));
        set(edits, field, List.of("model"), model.startsWith(VIRTIO) ? VIRTIO : model);
        set(edits, field, List.of("macAddress"), card.value("mac@address"));
        set(edits, field, List.of("pciAddress"), address(card));
    }

    private void disk(FieldEdits edits, Field field, Element disk) {
        if (!isListed(field)) {
            return;
        }
        String kind = kind(field);
        String bus = disk.value("target@bus");
        set(edits, field, List.of(kind, "bus"), bus);
        if (kind.equals("disk") && VIRTIO.equals(bus)) {
            set(edits, field, List.of(kind, "pciAddress"), address(disk));
        }
    }

    private static String kind(Field disk) {
        return disk.at("cdrom").isThere() ? "cdrom" : disk.at("lun").isThere() ? "lun" : "disk";
    }

    /** Volumes and the default card are devices that nobody listed. */
    private static boolean isListed(Field field) {
        return field.path().contains("devices.disks[") || field.path().contains("devices.interfaces[");
    }

    private static @Nullable String address(Element device) {
        Element address = device.child("address");
        return address == null ? null : PciAddress.of(address).map(PciAddress::toString).orElse(null);
    }

    /** What no field holds, in words. */
    List<String> unsaid() {
        List<String> unsaid = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (Element device : DeviceKinds.in(reflection.complete())) {
            if (HotplugPorts.isPort(device)) {
                ports.add(String.valueOf(device.attribute("index")));
            } else if (!isOfTheMachine(device)) {
                List<String> lost = lost(device);
                if (!lost.isEmpty()) {
                    unsaid.add("KubeVirt has no field for " + DeviceKinds.label(device) + ": " + String.join(", ", lost));
                }
            }
        }
        if (!ports.isEmpty()) {
            unsaid.add("KubeVirt has no field for the PCIe ports, of which there are " + ports.size() + ", and their addresses");
        }
        return unsaid;
    }

    /** What every machine of this kind has, where it always has it. */
    private static boolean isOfTheMachine(Element device) {
        boolean controller = device.name().equals("controller");
        return controller && "0".equals(device.attribute("index"))
                && ("sata".equals(device.attribute("type")) || "pci".equals(device.attribute("type")));
    }

    private List<String> lost(Element device) {
        Element own = source.conversion().sources().keySet().stream()
                .filter(one -> reflection.partner(one) == device)
                .findFirst()
                .orElse(null);
        Field field = own == null ? null : source.conversion().sources().get(own);
        boolean listed = field != null && isListed(field);
        boolean card = device.name().equals("interface");
        boolean disk = device.name().equals("disk");
        boolean virtio = VIRTIO.equals(device.value("target@bus"));
        List<String> lost = new ArrayList<>();
        String address = address(device);
        boolean addressable = field != null && listed && (card || disk && virtio && kind(field).equals("disk"));
        if (address != null && !addressable) {
            lost.add("PCI address " + address);
        }
        if (card && !listed) {
            lost.add("MAC address " + device.value("mac@address"));
        }
        if (disk && !listed) {
            lost.add("bus " + device.value("target@bus"));
        }
        String type = device.value("address@type");
        if (type != null && !type.equals("pci")) {
            lost.add("its place on the bus (" + type + ")");
        }
        return lost;
    }
}
