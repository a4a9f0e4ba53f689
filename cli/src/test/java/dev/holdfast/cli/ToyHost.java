package dev.holdfast.cli;

import dev.holdfast.Host;
import dev.holdfast.Platform;
import dev.holdfast.cli.run.Reached;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.domain.Version;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A libvirt of a few rules: a UUID, a machine version, memory in KiB, a root bus, and a port of its own for each disk and network
 * card; no USB and no balloon unless asked for. Its order of devices is its own. It rejects a disk on the bus {@code floppy}, and leaves out {@code driver@wish} without a word.
 */
final class ToyHost implements Host {

    final Map<String, Element> definitions = new ConcurrentHashMap<>();
    final AtomicInteger connections = new AtomicInteger();
    volatile boolean gone;
    final Map<String, Element> running = new ConcurrentHashMap<>();
    volatile boolean stubborn;

    Reached connect(String uri) {
        if (!uri.equals("toy:///")) {
            throw unreachable("No connection to " + uri);
        }
        connections.incrementAndGet();
        return new Reached(this, () -> Duration.ZERO);
    }

    @Override
    public Platform platform() {
        return new Platform("libvirt", new Version(12, 8, 0), new Version(11, 1, 0), Set.of("qemu"));
    }

    @Override
    public Element complete(Element partial) {
        if (gone) {
            throw unreachable("The connection to toy:/// was lost");
        }
        try {
            Thread.sleep(1);
            return completed(partial);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompleterException unreachable(String what) {
        return new CompleterException(
                CompleterException.Reason.UNREACHABLE, Problem.of(what, "Look whether it runs"), null);
    }

    private static Element completed(Element partial) {
        if ("crash".equals(partial.value("name"))) {
            throw new IllegalStateException("a toy breaks");
        }
        Element domain = partial;
        if (domain.child("uuid") == null) {
            domain = domain.plus(Element.of("uuid").withText("00000000-0000-4000-8000-000000000001"));
        }
        domain = domain.mapChild("os", os -> os.mapChild(
                "type",
                type -> "q35".equals(type.attribute("machine")) ? type.withAttribute("machine", "pc-q35-9.2") : type));
        if ("GiB".equals(domain.value("memory@unit"))) {
            domain = domain.mapChild("memory", memory -> memory.withAttribute("unit", "KiB")
                    .withText(Long.toString(Long.parseLong(memory.text()) << 20)));
        }
        if (domain.child("memory") != null) {
            domain = domain.mapChild("memory", memory -> memory.withAttribute("unit", "KiB"));
        }
        List<Element> devices = new ArrayList<>(devices(DeviceKinds.in(domain)));
        devices.sort(Comparator.comparing(Element::name)
                .thenComparing(device -> String.valueOf(device.attribute("type")))
                .thenComparing(device -> String.valueOf(device.attribute("index")))
                .thenComparing(device -> String.valueOf(device.value("target@dev"))));
        return DeviceKinds.replaceIn(domain.mapChild("devices", d -> d), devices);
    }

    private static List<Element> devices(List<Element> asked) {
        List<Element> all = new ArrayList<>();
        List<Element> homeless = new ArrayList<>();
        for (Element device : asked) {
            check(device);
            Element kept = device.child("driver") == null
                    ? device
                    : device.mapChild("driver", driver -> driver.withoutAttribute("wish"));
            boolean pci = device.name().equals("disk") || device.name().equals("interface");
            if (pci && device.child("address") == null) {
                homeless.add(kept);
            } else {
                all.add(kept);
            }
        }
        if (all.stream().noneMatch(device -> "usb".equals(device.attribute("type")))) {
            all.add(Element.of("controller", "type", "usb", "model", "none"));
        }
        if (all.stream().noneMatch(device -> device.name().equals("memballoon"))) {
            all.add(Element.of("memballoon", "model", "none"));
        }
        if (ports(all) < 0) {
            all.add(Element.of("controller", "type", "pci", "index", "0", "model", "pcie-root"));
        }
        for (int bus = 1; ; bus++) {
            if (bus > ports(all)) {
                all.add(port(bus));
            }
            if (isFree(bus, all)) {
                if (homeless.isEmpty()) {
                    return all;
                }
                all.add(homeless.removeFirst().plus(address(bus, 0)));
            }
        }
    }

    private static void check(Element device) {
        if ("floppy".equals(device.value("target@bus"))) {
            throw new CompleterException(
                    CompleterException.Reason.REJECTED,
                    Problem.at(device.place(), "unsupported bus 'floppy'", "Choose another one")
                            .about(DeviceKinds.label(device)),
                    null);
        }
    }

    private static int ports(List<Element> devices) {
        return devices.stream()
                .filter(device -> device.name().equals("controller") && "pci".equals(device.attribute("type")))
                .mapToInt(device -> Integer.parseInt(String.valueOf(device.attribute("index"))))
                .max()
                .orElse(-1);
    }

    private static Element port(int index) {
        return Element.of("controller", "type", "pci", "index", Integer.toString(index), "model", "pcie-root-port")
                .plus(address(0, index));
    }

    private static Element address(int bus, int slot) {
        return Element.of(
                "address", "type", "pci", "domain", "0x0000", "bus", String.format("0x%02x", bus), "slot",
                String.format("0x%02x", slot), "function", "0x0");
    }

    private static boolean isFree(int bus, List<Element> devices) {
        return devices.stream()
                .map(device -> device.child("address"))
                .noneMatch(address -> address != null
                        && PciAddress.of(address).filter(pci -> pci.bus() == bus).isPresent());
    }

    @Override
    public Optional<Element> definition(String nameOrUuid) {
        return definitions.values().stream()
                .filter(d -> nameOrUuid.equals(d.value("name")) || nameOrUuid.equals(d.value("uuid")))
                .findFirst();
    }

    @Override
    public Element define(Element domain) {
        Element complete = completed(domain);
        definitions.put(String.valueOf(complete.value("name")), complete);
        return complete;
    }

    @Override
    public Optional<Element> running(String nameOrUuid) {
        return Optional.ofNullable(running.get(nameOrUuid));
    }

    @Override
    public void plug(String nameOrUuid, Element device) {
        running.computeIfPresent(nameOrUuid, (name, domain) -> domain.mapChild("devices", all -> all.plus(device)));
    }

    @Override
    public void unplug(String nameOrUuid, Element device) {
        if (!stubborn) {
            running.computeIfPresent(nameOrUuid, (name, domain) -> DeviceKinds.replaceIn(
                    domain, DeviceKinds.in(domain).stream().filter(other -> !other.equals(device)).toList()));
        }
    }

    @Override
    public void close() {}
}
