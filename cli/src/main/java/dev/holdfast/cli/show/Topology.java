package dev.holdfast.cli.show;

import dev.holdfast.device.Controller;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which device of a VM sits where.
 *
 * @param lock that tells it
 * @param roots the PCI buses that hang off no other, by index
 * @param others the other buses
 */
public record Topology(Lock lock, List<Bus> roots, List<Other> others) {

    /** The topology that a lock tells of. Consoles that are a serial port again and devices that aren't there are left out. */
    public static Topology of(Lock lock) {
        return new Building().topology(lock);
    }

    private static final class Building {

        private final Map<Integer, Map<PciAddress, LockedDevice>> plugged = new TreeMap<>();
        private final Map<Integer, LockedDevice> controllers = new TreeMap<>();
        private final Map<LockedDevice, Integer> leadTo = new HashMap<>();
        private final Map<String, List<LockedDevice>> others = new LinkedHashMap<>();

        Topology topology(Lock lock) {
            for (LockedDevice device : lock.devices()) {
                sort(device, device.element());
            }
            Set<Integer> indexes = new TreeSet<>(controllers.keySet());
            indexes.addAll(plugged.keySet());
            for (Map<PciAddress, LockedDevice> bus : plugged.values()) {
                leadTo.forEach((device, index) -> {
                    if (bus.containsValue(device)) {
                        indexes.remove(index);
                    }
                });
            }
            List<Bus> roots = new ArrayList<>();
            indexes.forEach(index -> roots.add(bus(index)));
            while (!plugged.isEmpty()) {
                // Ports in a circle, which a lock edited by hand may hold.
                roots.add(bus(plugged.keySet().iterator().next()));
            }
            List<Other> rest = new ArrayList<>();
            others.forEach((name, devices) -> rest.add(new Other(name, devices)));
            return new Topology(lock, roots, rest);
        }

        private void sort(LockedDevice device, Element element) {
            if (DeviceKinds.isShadow(element) || "none".equals(element.attribute("model"))) {
                return;
            }
            Integer index = pciIndex(element);
            if (index != null) {
                controllers.put(index, device);
                leadTo.put(device, index);
            }
            Element address = element.child("address");
            PciAddress pci = PciAddress.in(element).orElse(null);
            if (pci != null) {
                plugged.computeIfAbsent(pci.bus(), _ -> new TreeMap<>()).put(pci, device);
            } else if (index == null) {
                others.computeIfAbsent(busName(element, address), _ -> new ArrayList<>()).add(device);
            }
        }

        private Bus bus(Integer index) {
            List<Seat> seats = new ArrayList<>();
            // Taken, so that a circle ends somewhere.
            Map<PciAddress, LockedDevice> here = plugged.remove(index);
            if (here != null) {
                here.forEach((address, device) -> {
                    Integer behind = leadTo.get(device);
                    seats.add(new Seat(address, device, behind == null ? null : bus(behind)));
                });
            }
            return new Bus(index, controllers.get(index), seats);
        }

        private static @Nullable Integer pciIndex(Element element) {
            String index = element.attribute("index");
            return Controller.isPci(element) && index != null && index.matches("\\d{1,3}") ? Integer.valueOf(index) : null;
        }

        private static String busName(Element device, @Nullable Element address) {
            String type = address == null ? null : address.attribute("type");
            if (address == null || type == null) {
                return Other.NO_ADDRESS;
            }
            return switch (type) {
                case "drive" -> {
                    String bus = device.value("target@bus");
                    yield (bus == null ? "scsi" : bus) + number(address, "controller");
                }
                case "usb" -> type + number(address, "bus");
                case "virtio-serial", "ccid" -> type + number(address, "controller");
                default -> type;
            };
        }

        private static String number(Element address, String attribute) {
            String value = address.attribute(attribute);
            return " " + (value == null ? "0" : value);
        }
    }
}
