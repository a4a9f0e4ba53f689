package dev.holdfast.libvirt;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The edits that an owner makes to a spec. */
enum Edit {
    ADD_A_DISK("add a disk", "") {
        @Override
        List<Element> on(List<Element> devices) {
            return with(
                    devices,
                    Element.of("disk", "type", "file", "device", "disk")
                            .plus(Element.of("driver", "name", "qemu", "type", "raw"))
                            .plus(Element.of("source", "file", "/added.img"))
                            .plus(Element.of("target", "dev", "vdy", "bus", "virtio")));
        }
    },
    ADD_A_CARD("add a network card", "") {
        @Override
        List<Element> on(List<Element> devices) {
            return with(
                    devices,
                    Element.of("interface", "type", "user").plus(Element.of("model", "type", "virtio")));
        }
    },
    REMOVE_A_DISK("remove a disk", "disk") {
        @Override
        List<Element> on(List<Element> devices) {
            return without(devices, "disk");
        }
    },
    REMOVE_A_CARD("remove a network card", "interface") {
        @Override
        List<Element> on(List<Element> devices) {
            return without(devices, "interface");
        }
    },
    ADD_AN_RNG("add an rng", "") {
        @Override
        List<Element> on(List<Element> devices) {
            return with(
                    devices,
                    Element.of("rng", "model", "virtio")
                            .plus(Element.of("backend", "model", "random").withText("/dev/random")));
        }
    },
    REORDER("reorder the devices", "") {
        @Override
        List<Element> on(List<Element> devices) {
            return devices.reversed();
        }
    };

    private final String title;
    private final String removed;

    Edit(String title, String removed) {
        this.title = title;
        this.removed = removed;
    }

    abstract List<Element> on(List<Element> devices);

    String title() {
        return title;
    }

    /** The kind of which it removes one; empty for an edit that removes nothing. */
    String removed() {
        return removed;
    }

    /** The edited domain; empty where the edit changes nothing. */
    Optional<Element> apply(Element domain) {
        List<Element> devices = DeviceKinds.in(domain);
        List<Element> edited = on(devices);
        return edited.equals(devices) ? Optional.empty() : Optional.of(DeviceKinds.replaceIn(domain, edited));
    }

    private static List<Element> with(List<Element> devices, Element added) {
        List<Element> all = new ArrayList<>(devices);
        all.add(added);
        return all;
    }

    private static List<Element> without(List<Element> devices, String kind) {
        List<Element> rest = new ArrayList<>(devices);
        for (Element device : devices) {
            if (device.name().equals(kind)) {
                rest.remove(device);
                break;
            }
        }
        return rest;
    }
}
