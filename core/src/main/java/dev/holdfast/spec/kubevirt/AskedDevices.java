package dev.holdfast.spec.kubevirt;

import java.util.List;
import java.util.Set;

/** Devices that are there where a manifest asks for them, and never otherwise. */
final class AskedDevices {

    /** As many as KubeVirt makes for whoever brings USB devices from outside. */
    private static final int USB_FROM_OUTSIDE = 4;

    private final Vmi vmi;
    private final Field source;

    AskedDevices(Vmi vmi) {
        this.vmi = vmi;
        this.source = vmi.devices();
    }

    /** Those that stand before the controllers. */
    void addPanicsTo(List<Part> all) {
        for (Field device : source.at("panicDevices").items()) {
            all.add(Part.of("panic").from(device).set("@model", device.at("model").word(Set.of("hyperv", "isa", "pvpanic"))));
        }
    }

    /** Those that stand behind everything else. */
    void addTo(List<Part> all) {
        watchdog(all);
        rng(all);
        filesystems(all);
        usbFromOutside(all);
        sound(all);
        tpm(all);
        vsock(all);
    }

    private void watchdog(List<Part> all) {
        Field watchdog = source.at("watchdog").mapping();
        if (!watchdog.isThere()) {
            return;
        }
        Field model = watchdog.at("i6300esb");
        if (!model.isThere() && watchdog.at("diag288").isThere()) {
            watchdog.complain("has no model that a machine of amd64 has", "Write i6300esb: {action: poweroff}");
            return;
        }
        Part part = Part.of("watchdog").from(watchdog)
                .set("@model", "i6300esb")
                .set("@action", model.mapping().at("action").word(Set.of("poweroff", "reset", "shutdown")), "reset");
        Devices.alias(part, Devices.name(watchdog));
        all.add(part);
    }

    private void rng(List<Part> all) {
        Field rng = source.at("rng").mapping();
        if (rng.isThere()) {
            Part part = Part.of("rng").from(rng).set("backend@model", "random").set("backend", "/dev/urandom");
            all.add(vmi.iommu(vmi.virtio(part, "@model")));
        }
    }

    private void filesystems(List<Part> all) {
        for (Field filesystem : source.at("filesystems").items()) {
            String name = Devices.name(filesystem);
            if (name != null) {
                all.add(Part.of("filesystem").from(filesystem)
                        .set("@type", "mount")
                        .set("@accessmode", "passthrough")
                        .set("driver@type", "virtiofs")
                        .fill("driver@queue", "1024")
                        .set("source@socket", "/var/run/kubevirt/virtiofs-containers/" + name + ".sock")
                        .set("target@dir", name));
            }
        }
    }

    private void usbFromOutside(List<Part> all) {
        Field outside = source.at("clientPassthrough");
        for (int i = 0; outside.isThere() && i < USB_FROM_OUTSIDE; i++) {
            all.add(Part.of("redirdev").from(outside)
                    .set("@type", "unix")
                    .set("@bus", "usb")
                    .set("source@mode", "bind")
                    .set("source@path", vmi.folder() + "virt-usbredir-" + i));
        }
    }

    private void sound(List<Part> all) {
        Field sound = source.at("sound").mapping();
        if (sound.isThere()) {
            Part part = Part.of("sound").from(sound).set("@model", sound.at("model").word(Set.of("ich9", "ac97")), "ich9");
            Devices.alias(part, Devices.name(sound));
            all.add(part);
        }
    }

    private void tpm(List<Part> all) {
        Field tpm = source.at("tpm").mapping();
        if (tpm.isThere() && tpm.at("enabled").flag(true)) {
            boolean persistent = tpm.at("persistent").flag(false);
            all.add(Part.of("tpm").from(tpm)
                    .set("@model", persistent ? "tpm-crb" : "tpm-tis")
                    .set("backend@type", "emulator")
                    .set("backend@version", "2.0")
                    .set("backend@persistent_state", persistent ? "yes" : null));
        }
    }

    /** Its number comes with the instance. */
    private void vsock(List<Part> all) {
        Field attach = source.at("autoattachVSOCK");
        if (attach.flag(false)) {
            Long cid = vmi.status().at("VSOCKCID").number(3, 0xffffffffL);
            Part vsock = Part.of("vsock").from(attach).set("@model", "virtio-non-transitional");
            all.add(cid == null
                    ? vsock.fill("cid@auto", "yes")
                    : vsock.set("cid@auto", "no").set("cid@address", cid.toString()));
        }
    }
}
