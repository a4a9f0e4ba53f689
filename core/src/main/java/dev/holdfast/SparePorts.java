package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Completes a domain so that at least so many of its hotplug ports are free.
 *
 * <p>A completer plugs devices into free ports before it makes others, so that ports that were asked for at once would be
 * no spare ones: it is asked for the rest first, and then again for its own answer with the missing ports behind it.
 * Everything in the answer has its address by then. So spare ports move nothing, now or when their number is raised.
 */
final class SparePorts {

    private SparePorts() {}

    /**
     * The complete domain.
     *
     * @throws UnusableInputException where the machine has no PCIe root bus, and so no such ports
     * @throws CompleterException where the completer rejects the domain, or has no slots left for so many ports
     */
    static Element complete(Element submitted, int wanted, Completer completer) {
        Element complete = completer.complete(submitted);
        if (wanted == 0) {
            return complete;
        }
        if (!HotplugPorts.isPossible(complete)) {
            throw new UnusableInputException(Problem.at(
                    submitted.place(),
                    "spare-ports is " + wanted + ", and the machine " + complete.value("os/type@machine")
                            + " has no PCIe ports: its devices are hotplugged into free slots of its PCI buses",
                    "Leave spare-ports out, or take a machine with PCIe: q35"));
        }
        int missing = wanted - HotplugPorts.free(complete).size();
        return missing <= 0 ? complete : withPorts(complete, missing, completer);
    }

    private static Element withPorts(Element complete, int missing, Completer completer) {
        List<Element> devices = new ArrayList<>(DeviceKinds.in(complete));
        for (int i = 0; i < missing; i++) {
            devices.add(HotplugPorts.next(devices));
        }
        try {
            return completer.complete(DeviceKinds.replaceIn(complete, devices));
        } catch (CompleterException e) {
            if (e.reason() != Reason.REJECTED) {
                throw e;
            }
            Problem said = e.problems().getFirst();
            throw new CompleterException(
                    Reason.REJECTED,
                    Problem.of(
                            "There is no room for " + missing + " more ports: " + said.what(), "Ask for fewer spare ports"),
                    e);
        }
    }
}
