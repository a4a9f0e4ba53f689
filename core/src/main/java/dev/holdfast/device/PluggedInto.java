package dev.holdfast.device;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which controllers a device's address names: the one that it is plugged into, and what that one is plugged into. */
public final class PluggedInto {

    /** A disk's controller is of its bus. */
    private static final Names DRIVE = new Names("scsi", "controller");

    /** By the address's type: the controllers' type, and the attribute of the address that is their index. */
    private static final Map<String, Names> NAMED = Map.of(
            "pci", new Names("pci", "bus"),
            "drive", DRIVE,
            "virtio-serial", new Names("virtio-serial", "controller"),
            "ccid", new Names("ccid", "controller"),
            "usb", new Names("usb", "bus"));

    private record Names(String controllers, String index) {}

    private final List<Element> devices;
    private final Set<Element> found = Collections.newSetFromMap(new IdentityHashMap<>());

    private PluggedInto(List<Element> devices) {
        this.devices = devices;
    }

    /**
     * The controllers that a device's address names, and those that their addresses name, in their order; but not the
     * root, which every machine has.
     *
     * @param devices all of its domain
     */
    public static List<Element> controllers(Element device, List<Element> devices) {
        PluggedInto into = new PluggedInto(devices);
        into.follow(device);
        List<Element> inOrder = new ArrayList<>(devices);
        inOrder.removeIf(other -> !into.found.contains(other));
        return inOrder;
    }

    private void follow(Element device) {
        Element address = device.child("address");
        Names names = address == null ? null : NAMED.get(String.valueOf(address.attribute("type")));
        if (address == null || names == null) {
            return;
        }
        String bus = names == DRIVE ? device.value("target@bus") : null;
        String type = bus == null ? names.controllers() : bus;
        String index = address.attribute(names.index());
        for (Element other : devices) {
            if (isNamed(other, type, index) && found.add(other)) {
                follow(other);
            }
        }
    }

    private static boolean isNamed(Element other, String type, @Nullable String index) {
        boolean root = type.equals("pci") && other.child("address") == null;
        return other.name().equals("controller")
                && !root
                && type.equals(other.attribute("type"))
                && NormalForm.same(index == null ? "0" : index, other.attribute("index"));
    }
}
