package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.domain.Sizes;
import dev.holdfast.domain.Version;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A completer for tests that need no libvirt. It does to a q35 domain what libvirt does, in small: decides UUID, machine
 * version, MAC addresses, models, root ports and PCI addresses, these in the order of the devices; adds a memory
 * balloon, a USB controller, a console for the first serial port, from version 10 on the chipset's watchdog; sorts the devices by kind;
 * keeps user aliases and drops others. Whatever it doesn't know it keeps. Two versions decide differently.
 */
public class ToyCompleter implements Completer {

    private static final List<String> PARTS = List.of("name", "uuid", "memory", "os", "clock", "devices");

    private static final List<String> ORDER = List.of("disk", "controller", "interface", "serial", "console");
    private static final List<String> WITHOUT_ADDRESS = List.of("serial", "console", "graphics", "audio", "watchdog");
    private static final int PORTS = 32;

    private final Platform platform;
    private final AtomicInteger macs = new AtomicInteger();

    /** One that behaves like an old libvirt below version 10, else like a new one. */
    public ToyCompleter(Version version) {
        this.platform = new Platform("toy", version, new Version(version.major() - 2, 0, 0), Set.of("qemu"));
    }

    private boolean isNew() {
        return platform.version().major() >= 10;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public void close() {}

    @Override
    public Element complete(Element partial) {
        String name = partial.value("name");
        if (name == null || name.isEmpty()) {
            throw rejected("missing domain name");
        }
        Element domain = partial.attribute("type") == null ? partial.withAttribute("type", "qemu") : partial;
        if (domain.child("uuid") == null) {
            domain = domain.plus(Element.of("uuid").withText(UUID.randomUUID().toString()));
        }
        domain = domain.mapChild("memory", ToyCompleter::inKib)
                .mapChild("os", os -> os.mapChild("type", this::machine))
                .mapChild("clock", clock -> orElse(clock, "offset", isNew() ? "utc" : "localtime"));
        return withDevices(domain);
    }

    private static Element inKib(Element memory) {
        if (memory.text().isEmpty()) {
            return memory.withAttribute("unit", "KiB").withText("1048576");
        }
        for (long kib = 1024; kib <= 1 << 30; kib *= 1024) {
            Element size = Element.of("memory", "unit", "KiB").withText(Long.toString(Long.parseLong(memory.text()) * kib));
            if (Sizes.same(size, memory)) {
                return size;
            }
        }
        return memory.withAttribute("unit", "KiB");
    }

    private Element machine(Element type) {
        String machine = type.attribute("machine");
        boolean alias = machine == null || machine.equals("q35");
        Element resolved = alias ? type.withAttribute("machine", "pc-q35-" + platform.qemu().major() + ".0") : type;
        return (resolved.text().isEmpty() ? resolved.withText("hvm") : resolved).withAttribute("arch", "x86_64");
    }

    private static Element orElse(Element element, String attribute, String value) {
        return element.attribute(attribute) == null ? element.withAttribute(attribute, value) : element;
    }

    private Element withDevices(Element domain) {
        List<Element> devices = new ArrayList<>();
        Element asked = domain.child("devices");
        for (Element device : asked == null ? List.<Element>of() : asked.elements()) {
            if (DeviceKinds.isDevice(device)) {
                devices.add(decided(device));
            }
        }
        implied(devices);
        devices = addressed(devices);
        devices.replaceAll(ToyCompleter::inOrder);
        devices.sort(Comparator.comparingInt(ToyCompleter::rank).thenComparing(Element::name)
                .thenComparing(ToyCompleter::port));
        List<Element> all = new ArrayList<>();
        all.add(Element.of("emulator").withText("/usr/bin/toy-" + platform.version().major()));
        all.addAll(devices);
        List<Element> parts = new ArrayList<>(
                domain.mapChild("devices", holder -> holder.withChildren(all)).elements());
        // As a libvirt does, in whatever order they were asked for.
        parts.sort(Comparator.comparing(part -> PARTS.indexOf(part.name())));
        return domain.withChildren(parts);
    }

    /** A libvirt writes a device's children in an order of its own, alias and address last. */
    private static Element inOrder(Element device) {
        List<Element> children = new ArrayList<>(device.elements());
        children.sort(Comparator.comparing(
                child -> child.name().equals("address") ? "~2" : child.name().equals("alias") ? "~1" : child.name()));
        return children.isEmpty() || device.isMixed() ? device : device.withChildren(children);
    }

    private static int rank(Element device) {
        int rank = ORDER.indexOf(device.name());
        return rank < 0 ? ORDER.size() : rank;
    }

    /** A libvirt keeps ports in the order of their indices, however they were listed. */
    private static int port(Element device) {
        return "pcie-root-port".equals(device.attribute("model"))
                ? Integer.parseInt(device.attribute("index"))
                : Integer.MAX_VALUE;
    }

    /** What doesn't depend on other devices. */
    private Element decided(Element device) {
        Element done = withUserAlias(device);
        return switch (device.name()) {
            case "disk" -> {
                if (device.value("target@dev") == null) {
                    throw rejected("disk without a target");
                }
                yield orElse(done, "device", "disk").mapChild("target", t -> orElse(t, "bus", "virtio"));
            }
            case "interface" -> done.mapChild("mac", this::mac)
                    .mapChild("model", model -> orElse(model, "type", isNew() ? "e1000e" : "rtl8139"));
            case "video" -> done.mapChild("model", model -> orElse(model, "type", isNew() ? "virtio" : "cirrus"));
            case "serial" -> done.mapChild("target", t -> orElse(orElse(t, "type", "isa-serial"), "port", "0"));
            default -> done;
        };
    }

    private Element mac(Element mac) {
        String own = mac.attribute("address");
        String fresh = String.format("52:54:00:%02x:00:%02x", platform.version().major(), macs.incrementAndGet());
        return mac.withAttribute("address", own == null ? fresh : own.toLowerCase(Locale.ROOT));
    }

    private static Element withUserAlias(Element device) {
        String alias = device.value("alias@name");
        boolean kept = alias != null && alias.startsWith("ua-") && DeviceKinds.of(device).takesAlias();
        return kept ? device : device.without("alias");
    }

    private void implied(List<Element> devices) {
        if (has(devices, "serial") && !has(devices, "console")) {
            devices.add(Element.of("console", "type", "pty").plus(Element.of("target", "type", "serial", "port", "0")));
        }
        if (!has(devices, "memballoon")) {
            devices.add(Element.of("memballoon", "model", "virtio"));
        }
        if (isNew() && !has(devices, "watchdog")) {
            devices.add(Element.of("watchdog", "model", "itco", "action", "reset"));
        }
        if (devices.stream().noneMatch(d -> d.name().equals("controller") && "usb".equals(d.attribute("type")))) {
            devices.add(Element.of("controller", "type", "usb", "index", "0", "model", "qemu-xhci"));
        }
        if (devices.stream().noneMatch(d -> "pcie-root".equals(d.attribute("model")))) {
            devices.add(Element.of("controller", "type", "pci", "index", "0", "model", "pcie-root"));
        }
    }

    private static boolean has(List<Element> devices, String kind) {
        return devices.stream().anyMatch(device -> device.name().equals(kind));
    }

    /** Every PCI device at an address of its own, on a root port of its own. */
    private List<Element> addressed(List<Element> devices) {
        Map<PciAddress, Element> taken = new TreeMap<>();
        Set<Integer> ports = new HashSet<>();
        Set<Integer> bridges = new HashSet<>();
        for (Element device : devices) {
            Element address = device.child("address");
            if (address != null && !DeviceKinds.isShadow(device)) {
                PciAddress.of(address).ifPresent(at -> {
                    if (taken.put(at, device) != null) {
                        throw rejected("Attempted double use of PCI Address " + at);
                    }
                });
            }
            if ("pci".equals(device.attribute("type")) && device.attribute("index") != null) {
                boolean port = "pcie-root-port".equals(device.attribute("model"));
                (port ? ports : bridges).add(Integer.parseInt(device.attribute("index")));
            }
        }
        for (PciAddress at : taken.keySet()) {
            if (at.slot() > 0 && !bridges.contains(at.bus()) && at.bus() > 0) {
                throw rejected("Invalid PCI address " + at + ". slot must be <= 0");
            }
        }
        ports.addAll(bridges);
        List<Element> done = new ArrayList<>();
        List<Element> added = new ArrayList<>();
        for (Element device : devices) {
            Element address = device.child("address");
            if (address != null || !isPci(device)) {
                done.add(device);
                continue;
            }
            PciAddress at = free(taken, isNew());
            taken.put(at, device);
            done.add(device.plus(element(at)));
        }
        for (PciAddress at : List.copyOf(taken.keySet())) {
            if (at.bus() > 0 && ports.add(at.bus())) {
                added.add(Element.of("controller", "type", "pci", "index", Integer.toString(at.bus()), "model", "pcie-root-port"));
            }
        }
        added.addAll(done);
        List<Element> all = new ArrayList<>();
        for (Element device : added) {
            boolean port = "pcie-root-port".equals(device.attribute("model")) && device.child("address") == null;
            if (!port) {
                all.add(device);
                continue;
            }
            PciAddress at = onRoot(taken);
            taken.put(at, device);
            all.add(device.plus(element(at)));
        }
        return all;
    }

    private static boolean isPci(Element device) {
        boolean bus = device.name().equals("controller") && !"usb".equals(device.attribute("type"));
        return !bus && !WITHOUT_ADDRESS.contains(device.name()) && !"none".equals(device.attribute("model"));
    }

    private static PciAddress free(Map<PciAddress, Element> taken, boolean fromTheEnd) {
        for (int i = 1; i < PORTS; i++) {
            PciAddress at = new PciAddress(0, fromTheEnd ? PORTS - i : i, 0, 0);
            if (!taken.containsKey(at)) {
                return at;
            }
        }
        throw rejected("No more available PCI slots");
    }

    private static PciAddress onRoot(Map<PciAddress, Element> taken) {
        for (int i = 8; i < 8 * PORTS; i++) {
            PciAddress at = new PciAddress(0, 0, i / 8, i % 8);
            if (!taken.containsKey(at)) {
                return at;
            }
        }
        throw rejected("No more available PCI slots");
    }

    private static Element element(PciAddress at) {
        return Element.of(
                "address",
                "type",
                "pci",
                "domain",
                String.format("0x%04x", at.domain()),
                "bus",
                String.format("0x%02x", at.bus()),
                "slot",
                String.format("0x%02x", at.slot()),
                "function",
                String.format("0x%x", at.function()));
    }

    static CompleterException rejected(String message) {
        return new CompleterException(CompleterException.Reason.REJECTED, Problem.of(message, ""), null);
    }
}
