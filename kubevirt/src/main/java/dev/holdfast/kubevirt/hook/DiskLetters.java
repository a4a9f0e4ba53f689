package dev.holdfast.kubevirt.hook;

import dev.holdfast.domain.Element;

/**
 * The letters that KubeVirt gives disks, {@code vda}, {@code vdb}, by their order in the VM: no owner can choose them, and a
 * disk that comes first would take another's.
 */
final class DiskLetters {

    private DiskLetters() {}

    /** A domain whose disks have none. */
    static Element without(Element domain) {
        if (domain.child("devices") == null) {
            return domain;
        }
        return domain.mapChild("devices", devices -> devices.withChildren(devices.children().stream()
                .map(child -> child instanceof Element disk && disk.name().equals("disk") && disk.child("target") != null
                        ? disk.mapChild("target", target -> target.withoutAttribute("dev"))
                        : child)
                .toList()));
    }
}
