package dev.holdfast.planner;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.platform.Platforms;
import java.util.ArrayList;
import java.util.List;

/** What the planner makes of a few devices. */
public final class Planned {

    private final Element domain;

    private Planned(Element domain) {
        this.domain = domain;
    }

    /** Devices on q35, as the newest libvirt. */
    public static Planned q35(String devices) {
        return on("12.8", "pc-q35-5.2", devices);
    }

    /** Devices on i440fx, as the newest libvirt. */
    public static Planned i440fx(String devices) {
        return on("12.8", "pc-i440fx-5.2", devices);
    }

    /** Devices on a machine, as a libvirt of a version. */
    public static Planned on(String libvirt, String machine, String devices) {
        String xml = "<domain type='qemu'><name>vm</name><memory>1048576</memory>"
                + "<os><type arch='x86_64' machine='" + machine + "'>hvm</type></os><devices>" + devices
                + "</devices></domain>";
        return new Planned(Planner.on(Platforms.named(libvirt)).complete(XmlSource.parse(xml, "vm.xml")));
    }

    /** The complete domain. */
    public Element domain() {
        return domain;
    }

    /** The devices of a kind. */
    public List<Element> devices(String kind) {
        Element devices = domain.child("devices");
        return devices == null ? List.of() : devices.elements(kind);
    }

    /** Where the devices of a kind are: {@code bus:slot.function} without zeros in front. */
    public List<String> places(String kind) {
        List<String> places = new ArrayList<>();
        for (Element device : devices(kind)) {
            Element address = device.child("address");
            if (address != null && "pci".equals(address.attribute("type"))) {
                places.add(hex(address, "bus") + ":" + hex(address, "slot") + "." + hex(address, "function"));
            }
        }
        return places;
    }

    /** The PCI controllers: {@code index model at place}. */
    public List<String> pciControllers() {
        return devices("controller").stream()
                .filter(controller -> "pci".equals(controller.attribute("type")))
                .map(controller -> controller.attribute("index") + " " + controller.attribute("model"))
                .toList();
    }

    private static String hex(Element address, String attribute) {
        return Integer.toHexString(Integer.decode(address.attribute(attribute)));
    }
}
