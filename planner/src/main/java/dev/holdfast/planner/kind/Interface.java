package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code <interface>}: a network card. What it is connected to is in {@link InterfaceSource}. */
public final class Interface implements VariedKind {

    private static final Set<String> WITH_FILTERS = Set.of("network", "bridge", "ethernet");

    /** Names of network devices that libvirt and the host give themselves. */
    private static final List<String> GENERATED = List.of("vnet", "macvtap", "macvlan");

    private static final Version NO_MAC_OF_ZEROS = Versions.libvirt(9, 1);

    private static final Form BACKEND = Forms.oneOf("default").since(InterfaceLink.PASST, "passt").orDefault();

    private static final Shape DRIVER = Common.virtio(Shape.of("driver")
                    .attr("name", Forms.oneOf("qemu", "vhost"))
                    .attr("txmode", Forms.oneOf("iothread", "timer"))
                    .attr("ioeventfd", Forms.ON_OFF)
                    .attr("event_idx", Forms.ON_OFF)
                    .attr("queues", Forms.DECIMAL_UNLESS_ZERO)
                    .attr("rx_queue_size", Forms.DECIMAL_UNLESS_ZERO)
                    .attr("tx_queue_size", Forms.DECIMAL_UNLESS_ZERO)
                    .attr("rss", Forms.ON_OFF, Versions.libvirt(8, 3))
                    .attr("rss_hash_report", Forms.ON_OFF, Versions.libvirt(8, 3)))
            .child(offloads("host", "csum", "gso", "tso4", "tso6", "ecn", "ufo", "mrg_rxbuf"))
            .child(offloads("guest", "csum", "tso4", "tso6", "ecn", "ufo"));

    private static final Shape SHAPE = rest(start(), DRIVER);

    private static final Shape HOSTDEV = rest(
            Shape.of("interface")
                    .attr("type", InterfaceSource.TYPE)
                    .attr("managed", (written, spot) -> written.equals("yes") ? "yes" : null)
                    .attr("trustGuestRxFilters", Forms.YES_NO)
                    .child(mac())
                    .child(Shape.of("driver").attr("name", Forms.oneOf("vfio")).attr("model", Forms.TEXT, Versions.libvirt(10, 0))),
            null);

    private static Shape start() {
        return Shape.of("interface")
                .attr("type", InterfaceSource.TYPE)
                .attr("trustGuestRxFilters", Forms.YES_NO)
                .child(mac())
                .ignores("@managed");
    }

    private static Shape mac() {
        return Shape.of("mac")
                .attr("address", Forms.MAC)
                .attr("type", Forms.oneOf("generated", "static"))
                .attr("check", Forms.YES_NO)
                .ignores("@currentAddress");
    }

    private static Shape offloads(String name, String... features) {
        Shape shape = Shape.of(name);
        for (String feature : features) {
            shape.attr(feature, Forms.ON_OFF);
        }
        return shape;
    }

    private static Shape rest(Shape shape, @Nullable Shape driver) {
        shape.child("source", InterfaceSource::shape)
                .child(InterfaceLink.VLAN)
                .child(InterfaceLink.VIRTUAL_PORT)
                .child(InterfaceLink.BANDWIDTH)
                .child(Shape.of("port").attr("isolated", Forms.YES_NO))
                .children(InterfaceSource.IP)
                .children(InterfaceSource.ROUTE)
                .children(InterfaceLink.PORT_FORWARD, Versions.libvirt(9, 0))
                .child(Shape.of("script").attr("path", Forms.FILLED))
                .child(Shape.of("downscript").attr("path", Forms.FILLED))
                .child(Shape.of("backenddomain").attr("name", Forms.FILLED))
                .child(Shape.of("target").attr("dev", Forms.TEXT).attr("managed", Forms.YES_NO))
                .child(Shape.of("guest").attr("dev", Forms.FILLED).attr("actual", Forms.FILLED))
                .child(Shape.of("model").attr("type", InterfaceModel.FORM));
        if (driver != null) {
            shape.child(driver);
        }
        shape.child(Shape.of("backend")
                        .attr("type", BACKEND, Versions.libvirt(9, 0))
                        .attr("tap", FilePath.FORM)
                        .attr("vhost", FilePath.FORM)
                        .attr("logFile", Forms.TEXT, Versions.libvirt(9, 0)))
                .child(Shape.of("filterref")
                        .attr("filter", Forms.TEXT)
                        .children(Shape.of("parameter").attr("name", Forms.TEXT).attr("value", Forms.TEXT)))
                .child(Shape.of("tune").child(Shape.text("sndbuf", Forms.decimal(0, Long.MAX_VALUE))))
                .child(Shape.of("teaming").attr("type", Forms.oneOf("persistent", "transient")).attr("persistent", Forms.FILLED))
                .child(Shape.of("link").attr("state", Forms.oneOf("up", "down")))
                .child(Shape.of("mtu").attr("size", Forms.DECIMAL_UNLESS_ZERO))
                .child(Shape.of("coalesce")
                        .child(Shape.of("rx").child(Shape.of("frames").attr("max", Forms.DECIMAL_UNLESS_ZERO))));
        return DeviceInfo.withRom(shape);
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Shape shape(Shape.Selection by) {
        return "hostdev".equals(by.element().attribute("type")) ? HOSTDEV : SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("type", "user");
        String type = device.get("type", "");
        mac(device, plan);
        InterfaceSource.complete(device, type, plan);
        InterfaceLink.complete(device, plan);
        model(device, type, plan);
        target(device);
        if (device.hasChild("filterref")) {
            filter(device, type);
        }
        Draft backend = device.child("backend");
        if (backend != null && (type.equals("hostdev") || !InterfaceModel.isVirtio(device))) {
            backend.set("vhost", null);
        }
    }

    private static void mac(Draft device, Plan plan) {
        Draft mac = device.make("mac");
        String address = mac.get("address");
        if (address == null || address.equals("00:00:00:00:00:00") && plan.since(NO_MAC_OF_ZEROS)) {
            mac.set("address", plan.seed().mac(plan.devices(Ranks.INTERFACE).indexOf(device)));
        } else if ((Character.digit(address.charAt(1), 16) & 1) == 1) {
            throw mac.rejected("<mac address='" + address + "'> is a multicast address", "The first number of a card's is even");
        }
    }

    private static void model(Draft device, String type, Plan plan) {
        if (!type.equals("hostdev")) {
            device.make("model")
                    .setIfAbsent("type", type.equals("vdpa") || type.equals("vhostuser") && plan.since(VHOST_USER_VIRTIO) ? "virtio" : "rtl8139");
        }
        if (type.equals("hostdev") || !device.hasChild("driver")) {
            return;
        }
        if (!InterfaceModel.isVirtio(device)) {
            DeviceInfo.rejectVirtio(device, "<interface> of model " + device.at("model@type"));
            device.remove("driver");
            return;
        }
        Draft driver = device.make("driver");
        if (driver.is("queues", "1")) {
            driver.set("queues", null);
        }
    }

    private static final Version VHOST_USER_VIRTIO = Versions.libvirt(9, 1);

    private static void target(Draft device) {
        Draft target = device.child("target");
        String name = target == null ? null : target.get("dev");
        if (target == null || name == null || target.is("managed", "no")) {
            return;
        }
        for (String generated : GENERATED) {
            if (name.startsWith(generated)) {
                target.set("dev", null);
            }
        }
    }

    private static void filter(Draft device, String type) {
        Draft filter = device.make("filterref");
        if (!WITH_FILTERS.contains(type) || !filter.has("filter")) {
            device.remove("filterref");
            return;
        }
        List<Draft> parameters = new ArrayList<>(filter.children("parameter"));
        if (!parameters.isEmpty()) {
            parameters.removeIf(parameter -> !parameter.has("name") || !parameter.has("value"));
            parameters.sort((one, other) -> one.get("name", "").compareTo(other.get("name", "")));
            filter.remove("parameter");
            parameters.forEach(filter::add);
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        DeviceInfo.check(device);
        DeviceInfo.checkRom(device);
        InterfaceSource.check(device, plan);
        InterfaceLink.check(device, plan);
        InterfaceModel.check(device, plan);
    }
}
