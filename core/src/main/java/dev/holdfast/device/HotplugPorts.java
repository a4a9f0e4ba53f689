package dev.holdfast.device;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ports of a complete domain into which a PCIe device can be plugged while it runs. */
public final class HotplugPorts {

    /** Controllers with one slot each, that takes a device at any time. */
    private static final Set<String> MODELS = Set.of("pcie-root-port", "pcie-switch-downstream-port");

    private static final String ADDED = "pcie-root-port";

    private HotplugPorts() {}

    /** True for a machine with PCIe, such as q35. */
    public static boolean isPossible(Element domain) {
        return DeviceKinds.in(domain).stream()
                .anyMatch(device -> Controller.isPci(device) && "pcie-root".equals(device.attribute("model")) || isPort(device));
    }

    /** Those with nothing behind them, in the domain's order; ports of which hotplug was taken away are none. */
    public static List<Element> free(Element domain) {
        Set<Integer> taken = new HashSet<>();
        List<Element> devices = DeviceKinds.in(domain);
        for (Element device : devices) {
            PciAddress.in(device).ifPresent(pci -> taken.add(pci.bus()));
        }
        return devices.stream()
                .filter(device -> isPort(device) && !taken.contains(Controller.index(device)))
                .toList();
    }

    /** True for such a port, free or not. */
    public static boolean isPort(Element device) {
        return Controller.isPci(device)
                && MODELS.contains(String.valueOf(device.attribute("model")))
                && !"off".equals(device.value("target@hotplug"));
    }

    /** One more port behind all PCI controllers that there are; where on the root bus is the completer's to say. */
    public static Element next(List<Element> devices) {
        int last = devices.stream().filter(Controller::isPci).mapToInt(Controller::index).max().orElse(0);
        return Element.of("controller", "type", "pci", "index", Integer.toString(last + 1), "model", ADDED);
    }
}
