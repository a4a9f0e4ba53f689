package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code <serial>}. */
public final class Serial implements Kind {

    private static final Version ISA_DEBUG = Versions.libvirt(8, 1);

    /** How many serial ports ISA has. */
    private static final int ISA_PORTS = 4;

    private static final Version ISA_PORTS_COUNTED = Versions.libvirt(8, 6);

    /** The model of each type of target. */
    private static final Map<String, String> MODELS = Map.of(
            "isa-serial", "isa-serial",
            "usb-serial", "usb-serial",
            "pci-serial", "pci-serial",
            "isa-debug", "isa-debugcon",
            "spapr-vio-serial", "spapr-vty");

    private static final Map<String, List<String>> MODELS_OF_OTHER_MACHINES =
            Map.of("system-serial", List.of("pl011", "16550a"), "sclp-serial", List.of("sclpconsole", "sclplmconsole"));

    /** The type of address of each type of target. */
    private static final Map<String, String> ADDRESSES =
            Map.of("isa-serial", "isa", "usb-serial", "usb", "pci-serial", "pci", "isa-debug", "isa");

    private static final Shape SHAPE = CharDevices.shape(
            "serial",
            Shape.of("target")
                    .attr(
                            "type",
                            Forms.oneOf("isa-serial", "usb-serial", "pci-serial", "spapr-vio-serial", "system-serial", "sclp-serial")
                                    .since(ISA_DEBUG, "isa-debug"))
                    .attr("port", Forms.DECIMAL)
                    .child(Shape.of("model")
                            .attr(
                                    "name",
                                    Forms.oneOf(
                                                    "isa-serial",
                                                    "usb-serial",
                                                    "pci-serial",
                                                    "spapr-vty",
                                                    "pl011",
                                                    "sclpconsole",
                                                    "sclplmconsole",
                                                    "16550a")
                                            .since(ISA_DEBUG, "isa-debugcon"))));

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("type", "pty");
        CharSource.complete(device);
        if (plan.since(ISA_PORTS_COUNTED)) {
            isaPorts(plan.devices(Ranks.SERIAL), device);
        }
        Draft target = device.make("target");
        target.setIfAbsent("type", "isa-serial");
        String model = MODELS.get(target.get("type"));
        if (model != null) {
            target.make("model").setIfAbsent("name", model);
        }
        CharDevices.port(device, plan, true);
    }

    /** Those that are said to be ISA's take the free ports before any other does: once, with the first device. */
    private static void isaPorts(List<Draft> all, Draft device) {
        if (all.getFirst() != device) {
            return;
        }
        boolean[] used = new boolean[ISA_PORTS];
        List<Draft> open = new ArrayList<>();
        int count = 0;
        for (Draft serial : all) {
            Draft target = serial.child("target");
            if (target == null || !target.is("type", "isa-serial")) {
                continue;
            }
            int port = target.number("port", -1);
            if (count++ == ISA_PORTS || port >= ISA_PORTS) {
                throw serial.rejected(
                        port >= ISA_PORTS
                                ? "<serial> on ISA with port " + port + ": its ports are 0 to 3"
                                : "a fifth <serial> on ISA, which has four ports",
                        "Take <target type='pci-serial'> or 'usb-serial'");
            }
            if (port < 0) {
                open.add(target);
            } else if (used[port]) {
                throw serial.rejected("<serial> has the ISA port " + port + ", which another one has", "Take another port");
            } else {
                used[port] = true;
            }
        }
        int free = 0;
        for (Draft target : open) {
            while (used[free]) {
                free++;
            }
            used[free] = true;
            target.set("port", free);
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        CharSource.check(device, plan, false);
        if (device.is("type", "spicevmc")) {
            throw device.rejected("<serial type='spicevmc'>", "Only a <channel> with a target of type virtio can be that");
        }
        DeviceInfo.check(device);
        Draft target = device.make("target");
        String type = target.get("type", "");
        String model = target.child("model") == null ? "" : target.make("model").get("name", "");
        String address = device.at("address@type");
        String expected = ADDRESSES.get(type);
        if (expected != null && address != null && !address.equals(expected)) {
            throw device.rejected(
                    "<serial> with a target of type " + type + " has an address of type '" + address + "'",
                    "Its address is of type '" + expected + "'");
        }
        List<String> models = MODELS_OF_OTHER_MACHINES.get(type);
        if (models != null || type.startsWith("spapr")) {
            throw device.rejected(
                    "<serial> with a target of type " + type + " (model " + model + "): PCs have none",
                    "Take isa-serial, pci-serial or usb-serial");
        }
        if (!model.equals(MODELS.get(type))) {
            throw device.rejected(
                    "<serial> with a target of type " + type + " is of model " + model, "Its model is " + MODELS.get(type));
        }
    }
}
