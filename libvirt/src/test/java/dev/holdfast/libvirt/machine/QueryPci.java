package dev.holdfast.libvirt.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * QEMU's answer to {@code query-pci}: buses with their devices, those behind bridges nested. A bus has no number, and what
 * is behind a bridge isn't listed, before the firmware has numbered the buses; that takes it some 50 ms.
 */
final class QueryPci {

    /** Written into every bridge's secondary bus number, and its subordinate one, while the firmware counts. */
    private static final int COUNTING = 255;

    private final List<PciFunction> functions = new ArrayList<>();
    private boolean numbered = true;

    private QueryPci() {}

    /**
     * Every function of the machine, buses as the firmware numbered them.
     *
     * @param json the monitor's answer
     * @return empty while the firmware has not numbered every bus
     */
    static Optional<List<PciFunction>> functions(String json) {
        QueryPci read = new QueryPci();
        for (Object root : list(result(json))) {
            list(map(root).get("devices")).forEach(read::add);
        }
        return read.numbered ? Optional.of(List.copyOf(read.functions)) : Optional.empty();
    }

    /** What a command of the monitor returned. */
    static Object result(String json) {
        Object answer = map(new Load(LoadSettings.builder().build()).loadFromString(json)).get("return");
        if (answer == null) {
            throw new IllegalStateException("QEMU answered " + json);
        }
        return answer;
    }

    private void add(Object entry) {
        Map<?, ?> device = map(entry);
        Map<?, ?> id = map(device.get("id"));
        Map<?, ?> bridge = device.get("pci_bridge") == null ? Map.of() : map(device.get("pci_bridge"));
        functions.add(new PciFunction(
                (int) device.get("bus"),
                (int) device.get("slot"),
                (int) device.get("function"),
                (int) id.get("vendor"),
                (int) id.get("device"),
                (String) device.get("qdev_id"),
                !bridge.isEmpty()));
        if (!bridge.isEmpty()) {
            Map<?, ?> bus = map(bridge.get("bus"));
            int secondary = (int) bus.get("secondary");
            int last = (int) bus.get("subordinate");
            numbered &= secondary > 0 && secondary < COUNTING && last >= secondary && last < COUNTING;
            if (bridge.get("devices") != null) {
                list(bridge.get("devices")).forEach(this::add);
            }
        }
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
