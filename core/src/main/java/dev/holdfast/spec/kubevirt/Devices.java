package dev.holdfast.spec.kubevirt;

import dev.holdfast.match.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every device, in the order in which KubeVirt has them. */
final class Devices {

    /** What libvirt takes in an alias; the names of Kubernetes are among these. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    static final String NAME_REMEDY = "Use letters from a to z, digits and -";

    static final Pattern PCI = Pattern.compile("[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[01][0-9a-fA-F]\\.[0-7]");

    private final Vmi vmi;
    private final List<Part> disks;
    private final Field source;

    Devices(Vmi vmi, List<Part> disks) {
        this.vmi = vmi;
        this.disks = disks;
        this.source = vmi.devices().mapping();
    }

    /** A device's name; null where it has none that can be used. */
    static @Nullable String name(Field device) {
        Field name = device.at("name");
        if (!name.isThere()) {
            device.complain("has no name", "Write one below name");
            return null;
        }
        return name.text(NAME, "a name that KubeVirt and libvirt take", NAME_REMEDY);
    }

    static void alias(Part device, @Nullable String name) {
        device.set("alias@name", name == null ? null : Identity.USER_ALIAS + name);
    }

    /** A PCI address as four attributes. */
    static void address(Part device, Field field) {
        String address = field.text(PCI, "a PCI address", "Write one such as 0000:01:00.0");
        if (address != null) {
            device.set("address@type", "pci")
                    .set("address@domain", "0x" + address.substring(0, 4))
                    .set("address@bus", "0x" + address.substring(5, 7))
                    .set("address@slot", "0x" + address.substring(8, 10))
                    .set("address@function", "0x" + address.substring(11));
        }
    }

    List<Part> all() {
        List<Part> all = new ArrayList<>();
        AskedDevices asked = new AskedDevices(vmi);
        all.addAll(new Interfaces(vmi).all());
        channels(all);
        hostDevices();
        asked.addPanicsTo(all);
        all.addAll(new Controllers(vmi, disks).all());
        graphics(all);
        all.add(balloon());
        all.addAll(disks);
        inputs(all);
        serial(all);
        asked.addTo(all);
        return all;
    }

    private void channels(List<Part> all) {
        all.add(Part.implied("channel").from(source)
                .set("@type", "unix")
                .set("target@type", "virtio")
                .set("target@name", "org.qemu.guest_agent.0"));
        Field metrics = source.at("downwardMetrics");
        if (metrics.isThere()) {
            all.add(Part.of("channel").from(metrics)
                    .set("@type", "unix")
                    .set("source@mode", "bind")
                    .set("source@path", Vmi.PRIVATE + "downwardmetrics-channel/downwardmetrics.sock")
                    .set("target@type", "virtio")
                    .set("target@name", "org.github.vhostmd.1"));
        }
    }

    /** A node's plugin decides what they are. */
    private void hostDevices() {
        for (String kind : List.of("hostDevices", "gpus")) {
            for (Field device : source.at(kind).items()) {
                String name = name(device);
                vmi.remark(
                        device,
                        "What " + name + " is, a PCI, mediated or USB device of the node, is known there only: it isn't in"
                                + " the domain, nor is the USB controller that it may need",
                        "Take the lock from the VM where it runs");
            }
        }
    }

    private void graphics(List<Part> all) {
        if (!vmi.hasGraphics()) {
            return;
        }
        Field video = source.at("video").mapping();
        String type = video.at("type").text(NAME, "a video model", "Write vga, virtio, bochs or cirrus");
        all.add(Part.implied("video").from(video.isThere() ? video : source)
                .set("model@type", type, "vga")
                .fill("model@heads", "1")
                .fill("model@vram", "16384"));
        all.add(Part.implied("graphics").from(source)
                .set("@type", "vnc")
                .fill("listen@type", "socket")
                .fill("listen@socket", vmi.folder() + "virt-vnc"));
    }

    private Part balloon() {
        Field attach = source.at("autoattachMemBalloon");
        if (!attach.flag(true)) {
            return Part.of("memballoon").from(attach).set("@model", "none");
        }
        Part balloon = vmi.virtio(Part.implied("memballoon").from(source), "@model")
                .fill("@freePageReporting", reportsFreePages() ? "on" : "off")
                .fill("stats@period", "10");
        return vmi.iommu(balloon);
    }

    private boolean reportsFreePages() {
        Field cpu = vmi.domain().at("cpu");
        return !cpu.at("dedicatedCpuPlacement").flag(false)
                && !cpu.at("realtime").isThere()
                && !vmi.domain().at("memory").at("hugepages").isThere()
                && !vmi.has("kubevirt.io/free-page-reporting-disabled");
    }

    private void inputs(List<Part> all) {
        List<Field> inputs = source.at("inputs").items();
        for (Field input : inputs) {
            String bus = input.at("bus").word(Set.of("usb", "virtio"));
            input.at("type").word(Set.of("tablet"));
            Part part = Part.of("input").from(input)
                    .set("@type", "tablet")
                    .set("@bus", bus, "usb")
                    .set("@model", "virtio".equals(bus) ? "virtio" : null);
            alias(part, name(input));
            all.add(part);
        }
        if (inputs.isEmpty() && source.at("autoattachInputDevice").flag(false)) {
            Part part = Part.of("input").from(source.at("autoattachInputDevice")).set("@type", "tablet").fill("@bus", "usb");
            alias(part, "default-0");
            all.add(part);
        }
    }

    private void serial(List<Part> all) {
        if (vmi.hasSerialConsole()) {
            all.add(Part.implied("serial").from(source)
                    .set("@type", "unix")
                    .set("target@port", "0")
                    .set("source@mode", "bind")
                    .set("source@path", vmi.folder() + "virt-serial0"));
            all.add(Part.implied("console").from(source)
                    .set("@type", "pty")
                    .set("target@type", "serial")
                    .set("target@port", "0"));
        }
    }
}
