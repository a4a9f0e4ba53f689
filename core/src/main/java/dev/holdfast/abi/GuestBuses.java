package dev.holdfast.abi;

import dev.holdfast.device.Controller;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.PciAddress;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a guest gives its PCI buses. In libvirt's addresses a bus is a controller's index; in the guest the
 * firmware numbers them anew at each boot: SeaBIOS and EDK II both go through a bus by device and function, and down
 * every bridge that they meet before they go on. An expander bus is a root of its own, with the number that it is given.
 */
final class GuestBuses {

    /** What is behind a controller: its bus's number, and the way from the root to it. */
    private record Bus(int number, String way) {}

    /** A bridge, and where it is plugged in. */
    private record Bridge(int index, PciAddress at) {}

    private final Map<Integer, Bus> buses = new HashMap<>();
    private final List<Bridge> bridges;
    private int last;

    private GuestBuses(List<Element> controllers) {
        this.bridges = controllers.stream()
                .filter(controller -> !isExpander(controller))
                .flatMap(controller -> PciAddress.in(controller).map(at -> new Bridge(Controller.index(controller), at)).stream())
                .filter(bridge -> bridge.at().domain() == 0)
                .sorted(Comparator.comparing(Bridge::at))
                .toList();
        enter(0, 0, "");
        controllers.stream()
                .filter(GuestBuses::isExpander)
                .sorted(Comparator.comparingInt(GuestBuses::expanderNumber))
                .forEach(this::enterExpander);
    }

    /** Those of a domain in which every controller has its address. */
    static GuestBuses of(Element domain) {
        return new GuestBuses(DeviceKinds.in(domain).stream()
                .filter(Controller::isPci)
                .toList());
    }

    /** Where a guest finds what libvirt has at an address; empty behind a root that isn't the machine's own. */
    Optional<GuestPlace> place(PciAddress address) {
        Bus bus = address.domain() == 0 ? buses.get(address.bus()) : null;
        return bus == null
                ? Optional.empty()
                : Optional.of(new GuestPlace(
                        new PciAddress(0, bus.number(), address.slot(), address.function()),
                        bus.way() + step(address)));
    }

    /** The same for a device; empty for one that isn't on PCI. */
    Optional<GuestPlace> place(Element device) {
        return PciAddress.in(device).flatMap(this::place);
    }

    private void enter(int index, int number, String way) {
        buses.put(index, new Bus(number, way));
        last = Math.max(last, number);
        for (Bridge bridge : bridges) {
            if (bridge.at().bus() == index && !buses.containsKey(bridge.index())) {
                enter(bridge.index(), last + 1, way + step(bridge.at()) + "/");
            }
        }
    }

    /** A PCIe expander's bus is its root; QEMU puts a bridge of its own below that of a conventional one. */
    private void enterExpander(Element expander) {
        int number = expanderNumber(expander);
        last = number;
        boolean express = "pcie-expander-bus".equals(expander.attribute("model"));
        String way = "bus " + number + "/";
        enter(Controller.index(expander), express ? number : number + 1, express ? way : way + "00.0/");
    }

    private static boolean isExpander(Element controller) {
        String model = String.valueOf(controller.attribute("model"));
        return model.equals("pcie-expander-bus") || model.equals("pci-expander-bus");
    }

    private static int expanderNumber(Element expander) {
        @Nullable String number = expander.value("target@busNr");
        return NormalForm.number(number == null ? "0" : number)
                .filter(value -> value.bitLength() < 16)
                .map(BigInteger::intValue)
                .orElse(0);
    }

    private static String step(PciAddress address) {
        String slot = Integer.toHexString(address.slot());
        return (slot.length() < 2 ? "0" + slot : slot) + "." + address.function();
    }
}
