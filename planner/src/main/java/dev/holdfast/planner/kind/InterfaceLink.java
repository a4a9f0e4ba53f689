package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a network card's traffic goes: VLAN tags, the port of a switch, bandwidth, forwarded ports. */
final class InterfaceLink {

    /** The first libvirt with passt. */
    static final Version PASST = Versions.libvirt(9, 1);

    private static final Version DECIMAL_ONLY = Versions.libvirt(12, 0);

    private static final Version COALESCE_OF_NOTHING = Versions.libvirt(7, 1);

    private static final Form SPEED = (written, spot) -> {
        String number = Forms.decimal(0, Long.MAX_VALUE).read(written, spot);
        return "0".equals(number) ? null : number;
    };

    private static final Form TRUNK = (written, spot) -> {
        if (written.equalsIgnoreCase("yes") || written.equalsIgnoreCase("no")) {
            return written.equalsIgnoreCase("yes") ? "yes" : "no";
        }
        throw spot.rejected(written, "yes or no is expected");
    };

    static final Shape VLAN = Shape.of("vlan")
            .attr("trunk", TRUNK)
            .children(Shape.of("tag")
                    .attr("id", Forms.decimal(0, 4095))
                    .attr("nativeMode", Forms.oneOf("tagged", "untagged"))
                    .requires("@id"))
            .requires("tag");

    static final Shape VIRTUAL_PORT = Shape.of("virtualport")
            .attr("type", Forms.oneOf("802.1Qbg", "802.1Qbh", "openvswitch", "midonet"))
            .child(Shape.of("parameters")
                    .attr("managerid", number(0xff))
                    .attr("typeid", number(0xff_ffff))
                    .attr("typeidversion", number(0xff))
                    .attr("instanceid", Forms.UUID_FORM)
                    .attr("interfaceid", Forms.UUID_FORM)
                    .attr("profileid", Forms.FILLED));

    static final Shape BANDWIDTH =
            Shape.of("bandwidth").child(rate("inbound")).child(rate("outbound"));

    static final Shape PORT_FORWARD = Shape.of("portForward")
            .attr("proto", Forms.oneOf("tcp", "udp"))
            .attr("address", IpAddress.FORM)
            .attr("dev", Forms.TEXT)
            .children(Shape.of("range")
                    .attr("start", Forms.decimal(1, 0xffff_ffffL))
                    .attr("end", Forms.decimal(1, 0xffff_ffffL))
                    .attr("to", Forms.decimal(1, 0xffff_ffffL))
                    .attr("exclude", Forms.YES_NO))
            .requires("@proto");

    /** Which parameters a port of each type has, and those without which it isn't complete. */
    private record Port(Set<String> has, List<String> requires) {}

    private static final Map<String, Port> PORTS = Map.of(
            "802.1Qbg",
                    new Port(
                            Set.of("managerid", "typeid", "typeidversion", "instanceid"),
                            List.of("managerid", "typeid", "typeidversion")),
            "802.1Qbh", new Port(Set.of("profileid"), List.of("profileid")),
            "openvswitch", new Port(Set.of("interfaceid", "profileid"), List.of()),
            "midonet", new Port(Set.of("interfaceid"), List.of("interfaceid")));

    private static final List<String> PARAMETERS =
            List.of("managerid", "typeid", "typeidversion", "instanceid", "interfaceid", "profileid");

    private static final Set<String> WITH_PORT = Set.of("network", "bridge", "direct", "hostdev");

    private static final Set<String> WITH_MTU = Set.of("network", "bridge", "ethernet", "vhostuser");

    private InterfaceLink() {}

    /** In any form that C reads; by 12.8 in decimal only. */
    private static Form number(long most) {
        Form any = Forms.number(0, most);
        Form decimal = Forms.decimal(0, most);
        return (written, spot) -> (spot.libvirt().isSince(DECIMAL_ONLY) ? decimal : any).read(written, spot);
    }

    private static Shape rate(String name) {
        return Shape.of(name).attr("average", SPEED).attr("peak", SPEED).attr("floor", SPEED).attr("burst", SPEED);
    }

    static void complete(Draft device, Plan plan) {
        Draft vlan = device.child("vlan");
        if (vlan != null) {
            completeVlan(vlan);
        }
        Draft coalesce = device.child("coalesce");
        if (coalesce != null && !plan.since(COALESCE_OF_NOTHING) && coalesce.at("rx/frames@max") == null) {
            throw coalesce.rejected("<coalesce> without <rx><frames max='...'/></rx>", "Add it");
        }
        Draft port = device.child("virtualport");
        if (port != null) {
            completePort(device, port, plan);
        }
    }

    private static void completeVlan(Draft vlan) {
        List<Draft> tags = vlan.children("tag");
        Draft natively = null;
        for (Draft tag : tags) {
            if (tag.has("nativeMode") && natively != null) {
                throw vlan.rejected("<vlan> has two native tags", "Only one is native");
            }
            natively = tag.has("nativeMode") ? tag : natively;
        }
        if (vlan.is("trunk", "no")) {
            if (tags.size() > 1 || natively != null) {
                throw vlan.rejected("<vlan trunk='no'> has several tags or a native one", "Say trunk='yes'");
            }
            vlan.set("trunk", null);
        } else if (tags.size() > 1) {
            vlan.set("trunk", "yes");
        }
    }

    private static void completePort(Draft device, Draft port, Plan plan) {
        String of = device.get("type", "");
        String type = port.get("type");
        if (!WITH_PORT.contains(of)) {
            throw device.rejected("<virtualport> of an <interface type='" + of + "'>", "It goes with " + WITH_PORT);
        }
        if (type == null && !of.equals("network")) {
            throw port.rejected("<virtualport> has no type", "Only that of a network does without");
        }
        Draft parameters = port.make("parameters");
        if (type == null || type.equals("802.1Qbg")) {
            identify(parameters, "instanceid", device, plan);
        }
        if (type == null || type.equals("openvswitch")) {
            identify(parameters, "interfaceid", device, plan);
        }
        if ("midonet".equals(type)) {
            // libvirt doesn't mind what else there is, and doesn't keep it.
            for (String parameter : PARAMETERS) {
                parameters.set(parameter, parameter.equals("interfaceid") ? parameters.get(parameter) : null);
            }
        }
        Port known = type == null ? null : PORTS.get(type);
        if (known == null) {
            return;
        }
        for (String parameter : PARAMETERS) {
            boolean has = parameters.has(parameter);
            if (has && !known.has().contains(parameter)) {
                throw port.rejected("<virtualport type='" + type + "'> has the parameter " + parameter, "Leave it out");
            }
            if (!has && !of.equals("network") && known.requires().contains(parameter)) {
                throw port.rejected("<virtualport type='" + type + "'> lacks the parameter " + parameter, "Add it");
            }
        }
    }

    private static void identify(Draft parameters, String parameter, Draft device, Plan plan) {
        if (!parameters.has(parameter)) {
            int number = plan.devices(Ranks.INTERFACE).indexOf(device);
            parameters.set(parameter, plan.seed().uuid(parameter + " " + number));
        }
    }

    static void check(Draft device, Plan plan) {
        String type = device.get("type", "");
        boolean passt = "passt".equals(device.at("backend@type"));
        Draft bandwidth = device.child("bandwidth");
        if (bandwidth != null) {
            checkRate(bandwidth.child("inbound"), type.equals("network"));
            checkRate(bandwidth.child("outbound"), false);
        }
        if ("yes".equals(device.at("port@isolated"))
                && (!type.equals("network") && !type.equals("bridge") || device.at("virtualport@type") != null)) {
            throw device.rejected(what(type) + " with <port isolated='yes'/>", "Only a port of a bridge can be isolated");
        }
        if ("no".equals(device.at("target@managed")) && !type.equals("ethernet")) {
            throw device.rejected(what(type) + " with a target that isn't managed", "Only type='ethernet' has one");
        }
        if (device.hasChild("mtu") && device.at("mtu@size") != null && !WITH_MTU.contains(type) && !(type.equals("user") && passt)) {
            throw device.rejected(what(type) + " with an MTU", "It goes with " + WITH_MTU);
        }
        Draft coalesce = device.child("coalesce");
        if (coalesce != null && coalesce.at("rx/frames@max") != null && !type.equals("network") && !type.equals("bridge")) {
            throw device.rejected(what(type) + " with coalesced interrupts", "They go with network and bridge");
        }
        if (passt && !type.equals("user") && !type.equals("vhostuser")) {
            throw device.rejected(what(type) + " with the backend passt", "It goes with type='user'");
        }
        checkForwards(device, passt, type, plan);
    }

    private static void checkForwards(Draft device, boolean passt, String type, Plan plan) {
        for (Draft forward : device.children("portForward")) {
            if (!passt && plan.since(Versions.libvirt(9, 3))) {
                throw device.rejected(what(type) + " forwards ports without passt", "Add <backend type='passt'/>");
            }
            for (Draft range : forward.children("range")) {
                if (!range.has("start") && (range.has("end") || range.has("to") || range.has("exclude"))) {
                    throw range.rejected("<range> has no start", "Say where it starts");
                }
            }
        }
    }

    private static String what(String type) {
        return "<interface type='" + type + "'>";
    }

    private static void checkRate(@org.jspecify.annotations.Nullable Draft rate, boolean floor) {
        if (rate == null) {
            return;
        }
        if (!rate.has("average") && !rate.has("floor")) {
            throw rate.rejected("<" + rate.name() + "> has no average", "Give one, in KiB a second");
        }
        if (!rate.has("average") && (rate.has("peak") || rate.has("burst"))) {
            throw rate.rejected("<" + rate.name() + "> has a peak or burst, but no average", "Give the average too");
        }
        if (rate.has("floor") && !floor) {
            throw rate.rejected("<" + rate.name() + "> has a floor", "Only what comes in from a network has one");
        }
    }
}
