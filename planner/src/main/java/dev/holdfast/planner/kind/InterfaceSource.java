package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a network card is connected to: {@code <source>}, by the interface's type, and the addresses on either side. */
final class InterfaceSource {

    private static final Form KNOWN = Forms.oneOf(
            "user", "ethernet", "vhostuser", "server", "client", "mcast", "network", "bridge", "internal", "direct", "hostdev", "udp",
            "vdpa");

    /** The type of an interface. */
    static final Form TYPE = (written, spot) -> {
        if (written.equals("null") || written.equals("vds")) {
            throw spot.unmodelled(written);
        }
        return KNOWN.read(written, spot);
    };

    static final Shape IP = Shape.of("ip")
            .attr("address", IpAddress.FORM)
            .attr("family", (written, spot) -> written)
            .attr("prefix", Forms.decimal(0, 128))
            .attr("peer", IpAddress.FORM)
            .requires("@address");

    static final Shape ROUTE = Shape.of("route")
            .attr("family", Forms.TEXT)
            .attr("address", IpAddress.FORM)
            .attr("netmask", IpAddress.FORM)
            .attr("prefix", Forms.decimal(0, 128))
            .attr("gateway", IpAddress.FORM)
            .attr("metric", Forms.decimal(1, 0xffff_ffffL))
            .requires("@address", "@gateway");

    private static final Form PORT = Forms.decimal(0, Integer.MAX_VALUE);

    private static final Shape LOCAL =
            Shape.of("local").attr("address", Forms.TEXT).attr("port", PORT).requires("@address", "@port");

    private static final Shape SOCKET =
            source().attr("address", Forms.TEXT).attr("port", PORT).requires("@address", "@port");

    private static final Shape OTHER = addresses(source());

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("network", addresses(source().attr("network", Forms.TEXT).attr("portgroup", Forms.TEXT).requires("@network"))),
            Map.entry("bridge", addresses(source().attr("bridge", Forms.TEXT).requires("@bridge"))),
            Map.entry("internal", addresses(source().attr("name", Forms.TEXT).requires("@name"))),
            Map.entry(
                    "direct",
                    addresses(source()
                            .attr("dev", Forms.TEXT)
                            .attr("mode", Forms.oneOf("vepa", "private", "bridge", "passthrough"))
                            .requires("@dev"))),
            Map.entry(
                    "vhostuser",
                    addresses(source()
                            .attr("type", Forms.oneOf("unix"))
                            .attr("path", Forms.TEXT)
                            .attr("mode", Forms.oneOf("client", "server"))
                            .attr("dev", Forms.TEXT)
                            .child(CharSource.RECONNECT))),
            Map.entry("vdpa", addresses(source().attr("dev", Forms.TEXT).requires("@dev"))),
            Map.entry("user", addresses(source().attr("dev", Forms.TEXT))),
            Map.entry("client", addresses(SOCKET)),
            Map.entry("mcast", addresses(source().attr("address", Forms.TEXT).attr("port", PORT).requires("@address", "@port"))),
            Map.entry("server", addresses(source().attr("address", Forms.TEXT).attr("port", PORT).requires("@port"))),
            Map.entry(
                    "udp",
                    addresses(source()
                            .attr("address", Forms.TEXT)
                            .attr("port", PORT)
                            .child(LOCAL)
                            .requires("@address", "@port", "local"))),
            Map.entry(
                    "hostdev",
                    source().attr("writeFiltering", Forms.YES_NO).child("address", InterfaceSource::hostAddress)));

    /** Those that don't do without a {@code <source>}. */
    private static final Set<String> REQUIRED =
            Set.of("network", "bridge", "internal", "direct", "vdpa", "client", "mcast", "server", "udp", "hostdev", "vhostuser");

    private static final Version VHOST_USER_PASST = Versions.libvirt(11, 1);

    private InterfaceSource() {}

    private static Shape source() {
        return Shape.of("source").ignores("@portid", "@startupPolicy");
    }

    private static Shape addresses(Shape source) {
        return source.children(IP).children(ROUTE);
    }

    private static Shape hostAddress(Shape.Selection by) {
        if (!"pci".equals(by.element().attribute("type"))) {
            throw dev.holdfast.planner.shape.Verdict.unmodelled(by.element(), "an interface of a host device that isn't on PCI");
        }
        return Addresses.PCI;
    }

    static Shape shape(Shape.Selection by) {
        return SHAPES.getOrDefault(by.parent().get("type", "user"), OTHER);
    }

    static void complete(Draft device, String type, Plan plan) {
        for (Draft ip : device.children("ip")) {
            complete(ip);
        }
        Draft source = device.child("source");
        if (source == null) {
            boolean passt = "passt".equals(device.at("backend@type"));
            if (REQUIRED.contains(type) && !(type.equals("vhostuser") && passt && plan.since(VHOST_USER_PASST))) {
                throw device.rejected("<interface type='" + type + "'> has no <source>", "Say what it is connected to");
            }
            return;
        }
        for (Draft ip : source.children("ip")) {
            complete(ip);
        }
        switch (type) {
            case "direct" -> source.setIfAbsent("mode", "vepa");
            case "vhostuser" -> completeVhostUser(device, source);
            case "user" -> {
                if (!"passt".equals(device.at("backend@type"))) {
                    source.set("dev", null);
                }
            }
            case "hostdev" -> completeHostAddress(device, source);
            default -> {}
        }
    }

    private static void complete(Draft ip) {
        String family = ip.get("family");
        if (family == null || !family.equals("ipv4") && !family.equals("ipv6")) {
            ip.set("family", IpAddress.family(ip.get("address", "")));
        } else if (!family.equals(IpAddress.family(ip.get("address", "")))) {
            throw ip.rejected("<ip address='" + ip.get("address") + "' family='" + family + "'>", "Give the address of that family");
        }
        String prefix = ip.get("prefix");
        if (prefix != null && ip.is("family", "ipv4") && Integer.parseInt(prefix) > 32) {
            throw ip.rejected("<ip> of IPv4 with the prefix " + prefix, "It has 32 bits");
        }
        if ("0".equals(prefix)) {
            ip.set("prefix", null);
        }
    }

    private static void completeVhostUser(Draft device, Draft source) {
        if ("passt".equals(device.at("backend@type"))) {
            source.set("type", null).set("path", null).set("mode", null);
            source.remove("reconnect");
            return;
        }
        source.set("dev", null).set("type", "unix").setIfAbsent("mode", "client");
        Draft reconnect = source.child("reconnect");
        if (reconnect != null && !reconnect.is("enabled", "yes")) {
            reconnect.set("timeout", null);
        }
    }

    private static void completeHostAddress(Draft device, Draft source) {
        Draft address = source.child("address");
        if (address == null) {
            throw device.rejected("<interface type='hostdev'> names no host device", "Add <address type='pci' .../> to its <source>");
        }
        address.setIfAbsent("type", "pci")
                .setIfAbsent("domain", "0x0000")
                .setIfAbsent("bus", "0x00")
                .setIfAbsent("slot", "0x00")
                .setIfAbsent("function", "0x0");
    }

    static void check(Draft device, Plan plan) {
        String type = device.get("type", "");
        Draft source = device.child("source");
        boolean passt = "passt".equals(device.at("backend@type"));
        if (source != null && !type.equals("hostdev") && !type.equals("ethernet") && (source.hasChild("ip") || source.hasChild("route"))) {
            throw device.rejected(what(type) + " has IP addresses or routes on the host's side", "Only type='ethernet' has them");
        }
        if (device.hasChild("route")) {
            throw device.rejected(what(type) + " has routes in the guest, which QEMU can't set", "Leave them out");
        }
        List<Draft> ips = device.children("ip");
        if (!ips.isEmpty() && !type.equals("user") && !(type.equals("vhostuser") && passt)) {
            throw device.rejected(what(type) + " has IP addresses in the guest, which QEMU can't set", "Only type='user' has them");
        }
        checkGuest(ips, type);
        if (type.equals("vhostuser")) {
            checkVhostUser(device, source, passt, plan, what(type));
        }
    }

    private static String what(String type) {
        return "<interface type='" + type + "'>";
    }

    private static void checkGuest(List<Draft> ips, String type) {
        boolean four = false;
        boolean six = false;
        for (Draft ip : ips) {
            boolean isSix = ip.is("family", "ipv6");
            if (isSix ? six : four) {
                throw ip.rejected(what(type) + " has two IP" + (isSix ? "v6" : "v4") + " addresses", "It has one at most");
            }
            six |= isSix;
            four |= !isSix;
            if (ip.has("peer")) {
                throw ip.rejected(what(type) + " has an IP address with a peer", "Leave the peer out");
            }
            int prefix = ip.number("prefix", isSix ? 64 : 24);
            if (isSix ? prefix != 64 : prefix < 4 || prefix > 27) {
                throw ip.rejected(what(type) + " has an address with the prefix " + prefix, isSix ? "It is 64" : "It is 4 to 27");
            }
        }
    }

    private static void checkVhostUser(Draft device, @org.jspecify.annotations.Nullable Draft source, boolean passt, Plan plan, String what) {
        if (!passt && (source == null || !source.has("path"))) {
            throw device.rejected(what + " names no socket", "Say <source type='unix' path='...' mode='...'/>");
        }
        if (source != null && source.is("mode", "server") && "yes".equals(source.at("reconnect@enabled"))) {
            throw device.rejected(what + " listens and connects again", "Only mode='client' can connect again");
        }
        if (plan.since(SHARED_MEMORY)) {
            SharedMemory.require(plan, device, what);
        }
    }

    private static final Version SHARED_MEMORY = Versions.libvirt(9, 1);
}
