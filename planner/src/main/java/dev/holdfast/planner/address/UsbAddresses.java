package dev.holdfast.planner.address;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.UsbPort;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.ValuePath;
import dev.holdfast.problem.CompleterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives every USB device a port; where there are too few, adds hubs. */
public final class UsbAddresses {

    /** From here on libvirt places network cards and filesystems on USB too; 9.0 doesn't, 11.3 does. */
    private static final Version ALL_USB_DEVICES = Versions.libvirt(9, 1);

    private static final int XHCI_PORTS = 4;

    private static final Map<String, Integer> PORTS = Map.of(
            "piix3-uhci", 2, "piix4-uhci", 2, "vt82c686b-uhci", 2, "ehci", 6, "ich9-ehci1", 6, "pci-ohci", 3);

    private static final Users DISKS = new Users(Ranks.DISK, "target@bus", "usb");
    private static final Users CARDS = new Users(Ranks.INTERFACE, "model@type", "usb-net");
    private static final Users SOUNDS = new Users(Ranks.SOUND, "@model", "usb");
    private static final Users HOST_DEVICES = new Users(Ranks.HOSTDEV, "@type", "usb");
    private static final Users CARD_READERS = new Users(Ranks.CONTROLLER, "@type", "ccid");
    private static final Users SERIALS = new Users(Ranks.SERIAL, "target@type", "usb-serial");
    private static final Users INPUTS = new Users(Ranks.INPUT, "@bus", "usb");
    private static final Users FILESYSTEMS = new Users(Ranks.FILESYSTEM, "driver@type", "mtp");
    private static final Users REDIRECTED = new Users(Ranks.REDIRDEV, "@bus", "usb");

    /** In libvirt's order. */
    private static final Users[] ALL = {
        DISKS, CARDS, SOUNDS, HOST_DEVICES, CARD_READERS, SERIALS, INPUTS, FILESYSTEMS, REDIRECTED
    };

    /** The same before it placed them all. */
    private static final Users[] FIRST = {HOST_DEVICES, DISKS, CARD_READERS, INPUTS, SERIALS, SOUNDS, REDIRECTED};

    /**
     * The devices of a kind that are on USB.
     *
     * @param rank the kind's
     * @param path where in a device it says so
     * @param value what it says
     */
    private record Users(int rank, ValuePath path, String value) {

        private Users(int rank, String path, String value) {
            this(rank, ValuePath.of(path), value);
        }
    }

    private final Plan plan;
    private final List<@Nullable UsbHub> buses = new ArrayList<>();

    private UsbAddresses(Plan plan) {
        this.plan = plan;
    }

    /** Does it. */
    public static void assign(Plan plan) {
        new UsbAddresses(plan).assign();
    }

    private void assign() {
        List<Draft> devices = devices();
        List<Draft> hubs = plan.devices(Ranks.HUB);
        if (devices.isEmpty() && hubs.isEmpty()) {
            return;
        }
        addControllers();
        hubs = addHubs(devices, hubs);
        for (Draft hub : hubs) {
            if (port(hub) != null) {
                plugHub(hub);
            }
        }
        for (Draft device : devices) {
            int[] port = port(device);
            if (port != null) {
                take(device, port);
            }
        }
        for (Draft hub : hubs) {
            if (port(hub) == null && !isElsewhere(hub)) {
                place(hub);
                plugPlacedHub(hub);
            }
        }
        for (Draft device : devices) {
            if (port(device) == null && !isElsewhere(device)) {
                place(device);
            }
        }
    }

    /** True for an address of another type, which is rejected where devices are checked. */
    private static boolean isElsewhere(Draft device) {
        return device.hasChild("address") && Addresses.of(device, Addresses.USB) == null;
    }

    private List<Draft> devices() {
        List<Draft> found = new ArrayList<>();
        for (Users users : plan.since(ALL_USB_DEVICES) ? ALL : FIRST) {
            List<Draft> devices = plan.devices(users.rank());
            for (int i = 0; i < devices.size(); i++) {
                Draft device = devices.get(i);
                if (users.value().equals(device.at(users.path()))) {
                    found.add(device);
                }
            }
        }
        return found;
    }

    private void addControllers() {
        for (Draft controller : plan.devices(Ranks.CONTROLLER)) {
            int ports = ports(controller);
            if (ports == 0) {
                continue;
            }
            int index = controller.number(Controller.INDEX, 0);
            while (buses.size() <= index) {
                buses.add(null);
            }
            if (buses.get(index) != null) {
                throw controller.rejected(
                        "There are two USB controllers with index " + index, "Give one of the two another index");
            }
            buses.set(index, new UsbHub(ports));
        }
    }

    /** The companions of a USB 2 controller have its ports, so they count none. */
    private static int ports(Draft controller) {
        if (!controller.is(Controller.TYPE, "usb")) {
            return 0;
        }
        String model = controller.get(Controller.MODEL, "");
        return model.endsWith("-xhci") ? controller.number("ports", XHCI_PORTS) : PORTS.getOrDefault(model, 0);
    }

    private List<Draft> addHubs(List<Draft> devices, List<Draft> hubs) {
        int ports = hubs.size() * UsbHub.PORTS;
        for (UsbHub bus : buses) {
            ports += bus == null ? 0 : bus.ports();
        }
        int needed = devices.size() + hubs.size();
        if (buses.isEmpty() && !hasController()) {
            Draft device = devices.isEmpty() ? hubs.getFirst() : devices.getFirst();
            throw device.rejected(
                    "A USB " + device.name() + " needs a USB controller, and the domain has none",
                    "Remove the controller with the model none, or the device");
        }
        if (needed <= ports) {
            return hubs;
        }
        // A hub takes one port itself.
        int missing = (needed - ports + UsbHub.PORTS - 1) / (UsbHub.PORTS - 1);
        for (int i = 0; i < missing; i++) {
            plan.devices().add("hub").set("type", "usb");
        }
        return plan.devices(Ranks.HUB);
    }

    private boolean hasController() {
        for (Draft controller : plan.devices(Ranks.CONTROLLER)) {
            if (controller.is(Controller.TYPE, "usb") && !controller.is(Controller.MODEL, "none")) {
                return true;
            }
        }
        return false;
    }

    private static int @Nullable [] port(Draft device) {
        Draft address = Addresses.of(device, Addresses.USB);
        String port = address == null ? null : address.get("port");
        int[] path = port == null ? new int[0] : UsbPort.parse(port);
        return path.length == 0 || path[0] == 0 ? null : path;
    }

    private static int bus(Draft device) {
        Draft address = Addresses.of(device, Addresses.USB);
        return address == null ? 0 : address.number("bus", 0);
    }

    /** The controller or hub that a path leads to, but for its last number. */
    private UsbHub holder(Draft device, int[] path) {
        int number = bus(device);
        UsbHub hub = number < buses.size() ? buses.get(number) : null;
        if (hub == null) {
            throw rejected(device, "there is no USB controller with index " + number);
        }
        for (int i = 0; i < path.length - 1; i++) {
            hub = path[i] <= hub.ports() ? hub.at(path[i]) : null;
            if (hub == null) {
                throw rejected(device, "there is no hub at port " + UsbPort.format(path, i + 1));
            }
        }
        int last = path[path.length - 1];
        if (last < 1 || last > hub.ports()) {
            throw rejected(device, "USB bus " + number + " has no port " + UsbPort.format(path, path.length));
        }
        return hub;
    }

    private void plugHub(Draft hub) {
        Draft address = Objects.requireNonNull(Addresses.of(hub, Addresses.USB));
        address.setIfAbsent("bus", "0");
        int[] path = Objects.requireNonNull(port(hub));
        UsbHub holder = holder(hub, path);
        if (holder.at(path[path.length - 1]) != null) {
            throw rejected(hub, "there is another hub at port " + address.get("port"));
        }
        holder.plug(new UsbHub(UsbHub.PORTS), path[path.length - 1]);
    }

    private void plugPlacedHub(Draft hub) {
        int[] path = Objects.requireNonNull(port(hub));
        holder(hub, path).plug(new UsbHub(UsbHub.PORTS), path[path.length - 1]);
    }

    private void take(Draft device, int[] path) {
        Objects.requireNonNull(Addresses.of(device, Addresses.USB)).setIfAbsent("bus", "0");
        UsbHub holder = holder(device, path);
        int last = path[path.length - 1];
        if (holder.isTaken(last)) {
            throw rejected(device, "two devices are at port " + UsbPort.format(path, path.length) + " of USB bus " + bus(device));
        }
        holder.take(last);
    }

    private void place(Draft device) {
        Draft wanted = Addresses.of(device, Addresses.USB);
        int[] path = new int[UsbPort.MOST_LEVELS];
        int firstBus = wanted == null ? 0 : bus(device);
        int lastBus = wanted == null ? buses.size() - 1 : firstBus;
        if (wanted != null && (firstBus >= buses.size() || buses.get(firstBus) == null)) {
            throw rejected(device, "there is no USB controller with index " + firstBus);
        }
        for (int number = firstBus; number <= lastBus; number++) {
            UsbHub bus = buses.get(number);
            int levels = bus == null ? 0 : bus.findFree(path, 0);
            if (levels > 0) {
                Draft address = wanted != null ? wanted : Addresses.give(device, Addresses.USB);
                address.set("bus", number).set("port", UsbPort.format(path, levels));
                int[] port = java.util.Arrays.copyOf(path, levels);
                holder(device, port).take(port[levels - 1]);
                return;
            }
        }
        throw rejected(device, "no USB port is free");
    }

    private static CompleterException rejected(Draft device, String what) {
        return device.rejected(
                "A USB " + device.name() + " can't be placed: " + what, "Remove its address to have it placed, or add a controller");
    }
}
