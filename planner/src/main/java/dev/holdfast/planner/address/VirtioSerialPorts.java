package dev.holdfast.planner.address;

import dev.holdfast.planner.kind.Addresses;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Controllers;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which port of which virtio-serial controller each channel and virtio console has. */
public final class VirtioSerialPorts {

    /** How many ports a controller has that doesn't say. */
    private static final int PORTS = 31;

    /** A controller's ports: how many, and those that are taken. */
    private record Ports(int count, BitSet taken) {

        int free(int from) {
            int port = taken.nextClearBit(from);
            return port < count ? port : -1;
        }
    }

    private final Plan plan;
    private final SortedMap<Integer, Ports> controllers = new TreeMap<>();

    private VirtioSerialPorts(Plan plan) {
        this.plan = plan;
        for (Draft controller : plan.devices(Ranks.CONTROLLER)) {
            if (controller.is(Controller.TYPE, "virtio-serial")) {
                add(controller);
            }
        }
    }

    /** Gives every device that is on virtio-serial its port. */
    public static void assign(Plan plan) {
        List<Draft> consoles = plan.devices(Ranks.CONSOLE);
        List<Draft> channels = plan.devices(Ranks.CHANNEL);
        if (!any(channels, consoles)) {
            return;
        }
        VirtioSerialPorts ports = new VirtioSerialPorts(plan);
        channels.forEach(ports::reserve);
        consoles.forEach(ports::reserve);
        for (Draft console : consoles) {
            if (isVirtio(console) && !isComplete(console)) {
                ports.console(console);
            }
        }
        for (Draft channel : channels) {
            if (isVirtio(channel) && !isComplete(channel)) {
                ports.channel(channel);
            }
        }
    }

    private static boolean any(List<Draft> channels, List<Draft> consoles) {
        return any(channels) || any(consoles);
    }

    private static boolean any(List<Draft> devices) {
        for (int i = 0; i < devices.size(); i++) {
            if (isVirtio(devices.get(i)) || Addresses.of(devices.get(i), Addresses.VIRTIO_SERIAL) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVirtio(Draft device) {
        return "virtio".equals(device.at("target@type"));
    }

    /** Port 0 counts as none: libvirt can't tell the two. */
    private static boolean isComplete(Draft device) {
        Draft address = Addresses.of(device, Addresses.VIRTIO_SERIAL);
        return address != null && address.number("port", 0) != 0;
    }

    private void add(Draft controller) {
        controllers.put(controller.number(Controller.INDEX, 0), new Ports(controller.number("ports", PORTS), new BitSet()));
    }

    private void reserve(Draft device) {
        if (!isComplete(device)) {
            return;
        }
        Draft address = device.make("address");
        int controller = address.number("controller", 0);
        int port = address.number("port", 0);
        Ports ports = controllers.get(controller);
        String what = "<" + device.name() + "> on port " + port + " of virtio-serial controller " + controller;
        if (ports == null) {
            throw device.rejected(what + ", which isn't there", "Add <controller type='virtio-serial' index='" + controller + "'/>");
        }
        if (port >= ports.count()) {
            throw device.rejected(what + ", which has " + ports.count() + " ports", "Take one from 1 to " + (ports.count() - 1));
        }
        if (ports.taken().get(port)) {
            throw device.rejected(what + ", which another device has", "Take another port, or leave the address out");
        }
        ports.taken().set(port);
    }

    /**
     * A console that names its controller takes a port there, which libvirt doesn't write. Any other gets port 0, which
     * libvirt can't tell from none, so that the next console gets it as well.
     */
    private void console(Draft console) {
        if (Addresses.of(console, Addresses.VIRTIO_SERIAL) != null) {
            take(console, false);
        }
    }

    private void channel(Draft channel) {
        if (Addresses.of(channel, Addresses.VIRTIO_SERIAL) != null) {
            take(channel, true);
            return;
        }
        int[] found = next();
        Addresses.give(channel, Addresses.VIRTIO_SERIAL)
                .set("controller", found[0])
                .set("bus", "0")
                .set("port", found[1]);
    }

    /** A free port of the controller that the device names. */
    private void take(Draft device, boolean written) {
        Draft address = device.make("address");
        int controller = written ? address.number("controller", 0) : 0;
        Ports ports = controllers.get(controller);
        int port = ports == null ? -1 : ports.free(1);
        if (ports == null || port < 0) {
            throw device.rejected(
                    "<" + device.name() + "> on virtio-serial controller " + controller + ", which " + (ports == null ? "isn't there" : "has no free port"),
                    "Leave the address out");
        }
        ports.taken().set(port);
        if (written) {
            address.set("bus", "0").set("port", port);
        }
    }

    /** The first free port anywhere, of a new controller where all are full. */
    private int[] next() {
        for (var entry : controllers.entrySet()) {
            int port = entry.getValue().free(1);
            if (port >= 0) {
                entry.getValue().taken().set(port);
                return new int[] {entry.getKey(), port};
            }
        }
        int index = 0;
        while (controllers.containsKey(index)) {
            index++;
        }
        add(Controllers.of(plan).add("virtio-serial", index, null));
        return next();
    }
}
