package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where graphics listen: {@code <listen>} elements, and the attributes of {@code <graphics>} that said the same before
 * there were those, and that libvirt still writes of the first one.
 */
final class Listens {

    /** Sockets of libvirt's own, which it doesn't keep. */
    private static final String OWN_SOCKETS = "/var/lib/libvirt/qemu";

    private Listens() {}

    static void completeVnc(Draft device, boolean strict) {
        Draft first = first(device, device.get("socket"));
        ownSockets(device);
        boolean auto = !device.has("port") || device.is("port", "-1") || strict && device.is("port", "0");
        if (device.is("autoport", "yes")) {
            auto = true;
        } else if (device.is("autoport", "no")) {
            auto = false;
        }
        String type = first.get("type", "");
        boolean port = type.equals("address") || type.equals("network");
        device.set("socket", type.equals("socket") ? first.get("socket") : null);
        if (port) {
            String number = device.get("port");
            boolean none = number == null || number.equals("-1") && !strict || number.equals("0");
            device.set("port", auto ? "-1" : none ? null : number).set("autoport", auto ? "yes" : "no");
            if (device.is("websocket", "0")) {
                device.set("websocket", null);
            }
        } else {
            device.set("port", null).set("autoport", null).set("websocket", null);
        }
        device.set("listen", port ? first.get("address") : null);
        authentication(device);
    }

    static void completeSpice(Draft device) {
        Draft first = first(device, null);
        boolean auto = device.is("autoport", "yes") || device.is("port", "-1") && device.is("tlsPort", "-1");
        for (String port : List.of("port", "tlsPort")) {
            if (auto || device.is(port, "0")) {
                device.set(port, null);
            }
        }
        String type = first.get("type", "");
        if (type.equals("address") && !auto && !device.has("port") && !device.has("tlsPort")) {
            first.set("type", "none").set("address", null);
            type = "none";
        }
        boolean port = type.equals("address") || type.equals("network");
        device.set("autoport", port ? auto ? "yes" : "no" : null);
        if (!port) {
            device.set("port", null).set("tlsPort", null);
        }
        device.set("listen", port ? first.get("address") : null);
        if (device.is("defaultMode", "any")) {
            device.set("defaultMode", null);
        }
        authentication(device);
        channels(device);
    }

    /** The first one, made from the attributes where there is no element. */
    private static Draft first(Draft device, @Nullable String socket) {
        List<Draft> listens = device.children("listen");
        String address = device.get("listen", "");
        for (Draft listen : listens) {
            boolean isFirst = listen == listens.getFirst();
            switch (listen.get("type", "")) {
                case "address" -> {
                    if (isFirst && !address.isEmpty()) {
                        same(device, "listen", address, "address", listen.get("address"));
                        listen.set("address", address);
                    }
                }
                case "socket" -> {
                    if (isFirst && socket != null && !socket.isEmpty()) {
                        same(device, "socket", socket, "socket", listen.get("socket"));
                        listen.set("socket", socket);
                    }
                    listen.set("address", null);
                }
                default -> listen.set("address", null);
            }
            only(listen, "network");
            only(listen, "socket");
        }
        if (listens.isEmpty()) {
            Draft made = device.add("listen");
            return socket != null
                    ? made.set("type", "socket").set("socket", socket)
                    : made.set("type", "address").set("address", address.isEmpty() ? null : address);
        }
        Draft first = listens.getFirst();
        if (socket != null && (first.is("type", "address") || first.is("type", "network"))) {
            first.set("type", "socket").set("address", null).set("network", null).set("socket", socket);
        }
        return first;
    }

    private static void same(Draft device, String attribute, String value, String own, @Nullable String other) {
        if (other != null && !other.equals(value)) {
            throw device.rejected(
                    "<graphics " + attribute + "='" + value + "'>, but its first <listen> has " + own + "='" + other + "'",
                    "Leave one of them out");
        }
    }

    private static void only(Draft listen, String attribute) {
        if (listen.has(attribute) && !listen.is("type", attribute)) {
            throw listen.rejected(
                    "<listen type='" + listen.get("type") + "'> has a " + attribute, "Only type='" + attribute + "' has one");
        }
    }

    private static void ownSockets(Draft device) {
        for (Draft listen : device.children("listen")) {
            if (listen.is("type", "socket") && listen.get("socket", "").startsWith(OWN_SOCKETS)) {
                listen.set("type", "address").set("socket", null);
            }
        }
    }

    private static void authentication(Draft device) {
        if (!device.has("passwd")) {
            device.set("passwdValidTo", null).set("connected", null);
        }
    }

    /** The last one of each name counts; libvirt writes them by name in an order of its own. */
    private static void channels(Draft device) {
        List<Draft> all = device.children("channel");
        if (all.isEmpty()) {
            return;
        }
        device.remove("channel");
        for (String name : List.of("main", "display", "inputs", "cursor", "playback", "record", "smartcard", "usbredir")) {
            Draft last = null;
            for (Draft channel : all) {
                last = channel.is("name", name) ? channel : last;
            }
            if (last != null && last.has("mode")) {
                device.add(last);
            }
        }
    }

    static void check(Draft device, Plan plan) {
        List<Draft> all = device.children("listen");
        if (all.size() > 1 && plan.since(Graphics.STRICT)) {
            throw all.get(1).rejected("a second <listen> of <graphics type='" + device.get("type") + "'>", "QEMU listens at one place");
        }
        for (Draft listen : all) {
            if (listen.is("type", "network") && !listen.has("network") && plan.since(Versions.libvirt(7, 1))) {
                throw listen.rejected("<listen type='network'> names no network", "Say network='...'");
            }
        }
    }
}
