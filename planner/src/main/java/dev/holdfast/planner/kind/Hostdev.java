package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import dev.holdfast.planner.shape.Verdict;
import java.util.Map;
import java.util.Objects;

/** {@code <hostdev>}: a device of the host's that a VM gets. */
public final class Hostdev implements Kind {

    /** From where on PCI devices have a display of their own; 9.0 doesn't know it, 11.3 does. */
    private static final Version PCI_DISPLAYS = Versions.libvirt(9, 10);

    private static final Form ID = Forms.hex(32, 4);

    private static final Map<String, Form> MODELS = Map.of(
            "mdev", Forms.oneOf("vfio-pci", "vfio-ccw", "vfio-ap"),
            "scsi_host", Forms.oneOfOrDefault("virtio", "virtio-transitional", "virtio-non-transitional"));

    private static final Shape DRIVER = Shape.of("driver")
            .attr("name", Forms.oneOf("kvm", "vfio", "xen"))
            .attr("model", Forms.TEXT, Versions.libvirt(10, 0));

    /** libvirt reads over the drivers of the devices that are none of PCI's. */
    private static final Shape NO_DRIVER = Shape.of("driver").ignores("@name", "@model");

    private static final Shape ISCSI = Shape.of("source")
            .attr("protocol", Forms.oneOf("iscsi"))
            .attr("name", Forms.TEXT)
            .children("host", Hosts::shape)
            .child(Secrets.AUTH)
            .child(Shape.of("initiator").child(Shape.of("iqn").attr("name", Forms.FILLED)))
            .requires("@name", "host");

    private static final Shape ADAPTER = Shape.of("source")
            .ignores("@protocol")
            .child(Shape.of("adapter").attr("name", Forms.TEXT).requires("@name"))
            .child(Shape.of("address")
                    .attr("bus", Forms.UINT)
                    .attr("target", Forms.UINT)
                    .attr("unit", Forms.NUMBER)
                    .ignores("@type")
                    .requires("@bus", "@target", "@unit"))
            .requires("adapter", "address");

    private static final Map<String, Shape> SOURCES = Map.of(
            "usb",
                    Shape.of("source")
                            .attr("startupPolicy", Forms.oneOf("mandatory", "requisite", "optional"))
                            .attr("guestReset", Forms.oneOf("off", "uninitialized", "on"), Versions.libvirt(8, 4))
                            .ignores("@autoAddress", "@missing")
                            .child(Shape.of("vendor").attr("id", ID).requires("@id"))
                            .child(Shape.of("product").attr("id", ID).requires("@id"))
                            .child(Shape.of("address")
                                    .attr("bus", Forms.UINT)
                                    .attr("device", Forms.UINT)
                                    .ignores("@type")
                                    .requires("@bus", "@device")),
            "pci",
                    Shape.of("source")
                            .attr("writeFiltering", Forms.YES_NO)
                            .child(Addresses.HOST_PCI)
                            .ignores("origstates"),
            "scsi_host",
                    Shape.of("source")
                            .attr("protocol", Forms.oneOf("vhost"))
                            .attr("wwpn", Forms.TEXT)
                            .requires("@protocol", "@wwpn"),
            "mdev",
                    Shape.of("source")
                            .child(Shape.of("address").attr("uuid", Forms.UUID_FORM).requires("@uuid"))
                            .requires("address"));

    private static final Shape SHAPE = Shape.of("hostdev")
            .attr("mode", Forms.oneOf("subsystem", "capabilities"))
            .attr("type", Forms.oneOf("usb", "pci", "scsi", "scsi_host", "mdev", "storage", "misc", "net"))
            .attr("managed", (written, spot) -> written.equals("yes") ? "yes" : null)
            .attr("sgio", Forms.oneOf("filtered", "unfiltered"))
            .attr("rawio", Forms.YES_NO)
            .attr("model", (written, spot) -> {
                Form models = MODELS.get(Objects.requireNonNullElse(spot.element().attribute("type"), ""));
                if (models == null) {
                    throw spot.rejected(written, "only a device of type mdev or scsi_host has a model");
                }
                return models.read(written, spot);
            })
            .attr("display", Forms.ON_OFF)
            .attr("ramfb", Forms.ON_OFF)
            .child("driver", by -> by.parent().is("type", "pci") ? DRIVER : NO_DRIVER)
            .child("source", Hostdev::source)
            .child(
                    Shape.of("teaming")
                            .attr("type", Forms.oneOf("persistent", "transient"))
                            .attr("persistent", Forms.TEXT)
                            .requires("@type"),
                    Versions.libvirt(7, 1))
            .child(Shape.flag("readonly"))
            .child(Shape.flag("shareable"))
            .child(Common.BOOT)
            .child(Common.ALIAS)
            .child(Common.ROM)
            .child(Common.ACPI, Versions.libvirt(7, 3))
            .child("address", Addresses.byType())
            .requires("@type", "source");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft hostdev, Plan plan) {
        hostdev.setIfAbsent("mode", "subsystem").setIfAbsent("managed", "no");
        String type = hostdev.get("type", "");
        boolean displays = type.equals("mdev") || type.equals("pci") && plan.since(PCI_DISPLAYS);
        if (!displays) {
            hostdev.set("display", null).set("ramfb", null);
        }
        if (!type.equals("scsi")) {
            hostdev.remove("readonly");
            hostdev.remove("shareable");
        }
        Draft source = Objects.requireNonNull(hostdev.child("source"));
        switch (type) {
            case "pci" -> Addresses.completeHostPci(source.make("address"));
            case "mdev" -> {
                if (hostdev.is("model", "vfio-pci")) {
                    hostdev.setIfAbsent("display", "off");
                }
            }
            case "scsi" -> {
                if (source.hasChild("host")) {
                    DiskSources.completeUnit(source);
                    completeHost(Objects.requireNonNull(source.child("host")));
                }
            }
            case "usb" -> completeUsb(source);
            default -> {
                // Nothing has a default.
            }
        }
    }

    @Override
    public void check(Draft hostdev, Plan plan) {
        HostdevChecks.check(hostdev, plan);
    }

    /** As a user would name it. */
    static String label(Draft hostdev) {
        String source = SourceKey.of(hostdev);
        return "Host device " + hostdev.get("type", "") + (source == null ? "" : " " + source);
    }

    /** No port is written that wasn't, and no transport. */
    private static void completeHost(Draft host) {
        if (host.ifAny("port") != null && host.is("port", "0")) {
            host.set("port", null);
        }
    }

    private static void completeUsb(Draft source) {
        Draft address = source.child("address");
        if (address != null && address.is("bus", "0") && address.is("device", "0")) {
            source.remove(address);
        }
    }

    private static Shape source(Selection by) {
        String type = by.parent().get("type", "");
        if (by.parent().is("mode", "capabilities")) {
            throw Verdict.rejected(
                    by.element(), "QEMU gives a VM no host device of mode capabilities", "Write mode='subsystem'");
        }
        if (type.equals("scsi")) {
            String protocol = by.element().attribute("protocol");
            if (protocol != null && !protocol.equals("iscsi") && !protocol.equals("adapter")) {
                throw Verdict.rejected(
                        by.element(), "<source protocol='" + protocol + "'> isn't one of a SCSI device", "Write iscsi");
            }
            return "iscsi".equals(protocol) ? ISCSI : ADAPTER;
        }
        if (!type.equals("usb") && by.element().attribute("startupPolicy") != null) {
            throw Verdict.rejected(
                    by.element(), "startupPolicy isn't for a host device of type " + type, "It is for type usb");
        }
        Shape shape = SOURCES.get(type);
        if (shape == null) {
            throw Verdict.rejected(
                    by.element(), "There is no host device of type " + type, "One of usb, pci, scsi, scsi_host, mdev");
        }
        return shape;
    }
}
