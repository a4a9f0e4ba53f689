package dev.holdfast.libvirt.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hardware of a VM that ran, as QEMU told it.
 *
 * @param board the machine version
 * @param devices where each device's functions are and what they are, by {@link DeviceName}
 * @param ports the same of bridges and of what comes with the board
 */
record Hardware(String board, Map<String, List<String>> devices, Map<String, List<String>> ports) {

    /** A device of which a function isn't where or what it was. */
    record Moved(String device, List<String> before, List<String> after) {

        @Override
        public String toString() {
            return device + " " + String.join(", ", before) + " -> " + String.join(", ", after);
        }
    }

    /**
     * Sorts what QEMU told.
     *
     * @param names the device of each alias
     */
    static Hardware of(String board, List<PciFunction> functions, Map<String, String> names) {
        Map<String, List<String>> devices = new TreeMap<>();
        Map<String, List<String>> ports = new TreeMap<>();
        Map<String, Integer> met = new HashMap<>();
        for (PciFunction function : functions) {
            String known = names.get(function.id());
            String name = known != null ? known : unnamed(function, met);
            (known == null || function.bridge() ? ports : devices)
                    .computeIfAbsent(name, n -> new ArrayList<>())
                    .add(function.seen());
        }
        return new Hardware(board, devices, ports);
    }

    private static String unnamed(PciFunction function, Map<String, Integer> met) {
        String ids = "board %04x:%04x".formatted(function.vendor(), function.device());
        return ids + " #" + met.merge(ids, 1, Integer::sum);
    }

    /** Devices that are in both and aren't at one place, or aren't the same hardware there. */
    List<Moved> moved(Hardware after) {
        return moved(devices, after.devices);
    }

    /** The same of bridges and of the board's own; one that is no longer there counts. */
    List<Moved> movedPorts(Hardware after) {
        List<Moved> all = moved(ports, after.ports);
        ports.forEach((name, places) -> {
            if (!after.ports.containsKey(name)) {
                all.add(new Moved(name, places, List.of("gone")));
            }
        });
        return all;
    }

    private static List<Moved> moved(Map<String, List<String>> before, Map<String, List<String>> after) {
        List<Moved> all = new ArrayList<>();
        before.forEach((name, places) -> {
            List<String> now = after.get(name);
            if (now != null && !now.equals(places)) {
                all.add(new Moved(name, places, now));
            }
        });
        return all;
    }
}
