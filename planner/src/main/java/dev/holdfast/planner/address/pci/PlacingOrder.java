package dev.holdfast.planner.address.pci;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In which order libvirt places devices: by kind, and within a kind as they stand. */
final class PlacingOrder {

    private static final List<String> KINDS = List.of(
            "filesystem",
            "interface",
            "sound",
            "controller",
            "disk",
            "hostdev",
            "memballoon",
            "rng",
            "watchdog",
            "video",
            "shmem",
            "input",
            "serial",
            "iommu",
            "vsock",
            "memory",
            "crypto",
            "panic",
            "pstore");

    private static final int PCI_CONTROLLERS = 0;
    private static final int HOSTDEVS = 1 + KINDS.indexOf("hostdev");
    private static final Map<String, Integer> PLACES = places();

    private PlacingOrder() {}

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new java.util.HashMap<>();
        for (String kind : KINDS) {
            places.put(kind, 1 + places.size());
        }
        return Map.copyOf(places);
    }

    static List<Draft> of(Plan plan) {
        List<Draft> devices = plan.devices().children();
        List<List<Draft>> places = new ArrayList<>(KINDS.size() + 1);
        for (int i = 0; i <= KINDS.size(); i++) {
            places.add(new ArrayList<>(4));
        }
        List<Draft> cards = places.get(HOSTDEVS);
        int hostCards = 0;
        for (int i = 0; i < devices.size(); i++) {
            Draft device = devices.get(i);
            Integer place = PLACES.get(device.name());
            if (place == null) {
                continue;
            }
            if (device.name().equals("controller") && device.is("type", "pci")) {
                places.get(PCI_CONTROLLERS).add(device);
            } else if (device.name().equals("interface") && "hostdev".equals(device.at("@type"))) {
                // A network card that is the host's is placed with the host's other devices, before them.
                cards.add(hostCards++, device);
            } else {
                places.get(place).add(device);
            }
        }
        List<Draft> order = new ArrayList<>(devices.size());
        places.forEach(order::addAll);
        return order;
    }
}
