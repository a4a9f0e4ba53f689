package dev.holdfast.spec.kubevirt;

import java.util.ArrayList;
import java.util.List;

/** The controllers that KubeVirt writes down itself. */
final class Controllers {

    private final Vmi vmi;
    private final List<Part> disks;

    Controllers(Vmi vmi, List<Part> disks) {
        this.vmi = vmi;
        this.disks = disks;
    }

    List<Part> all() {
        List<Part> all = new ArrayList<>();
        // A locked VM without USB gets its controller with its first USB device; one that has it keeps it.
        Part usb = controller("usb");
        all.add(isUsbNeeded() ? usb.set("@model", "qemu-xhci") : usb.fill("@model", "none"));
        boolean scsi = disks.stream().anyMatch(disk -> "scsi".equals(disk.value("target@bus")));
        if (scsi || !vmi.devices().at("disableHotplug").flag(false)) {
            all.add(vmi.iommu(vmi.virtio(controller("scsi"), "@model")));
        }
        String hole = vmi.annotations().get("kubevirt.io/disablePCIHole64");
        if ("true".equalsIgnoreCase(hole)) {
            all.add(controller("pci").set("@model", "pcie-root").set("pcihole64@unit", "KiB").set("pcihole64", "0"));
        }
        if (vmi.hasSerialConsole()) {
            all.add(vmi.iommu(vmi.virtio(controller("virtio-serial"), "@model")));
        }
        return all;
    }

    private Part controller(String type) {
        return Part.implied("controller")
                .from(vmi.devices())
                .set("@type", type)
                .set("@index", "0");
    }

    private boolean isUsbNeeded() {
        Field devices = vmi.devices();
        List<Field> inputs = devices.at("inputs").items();
        boolean input = inputs.isEmpty()
                ? devices.at("autoattachInputDevice").flag(false)
                : inputs.stream().anyMatch(one -> !"virtio".equals(one.at("bus").text()));
        boolean disk = disks.stream().anyMatch(one -> "usb".equals(one.value("target@bus")));
        return input || disk || devices.at("clientPassthrough").isThere();
    }
}
