package dev.holdfast.planner;

import dev.holdfast.Completer;
import dev.holdfast.Platform;
import dev.holdfast.domain.Element;

/**
 * Any completer, which is given the whole PCI topology: every PCI device stands on the PCIe root bus before the completer
 * is asked, those included that nobody lists and the machine has.
 *
 * @param completer who completes the rest
 * @param planner who says which devices there are; best one for the completer's own version
 */
public record OnRootComplex(Completer completer, Planner planner) implements Completer {

    @Override
    public Platform platform() {
        return completer.platform();
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.holdfast.problem.CompleterException also where the bus is full, or the machine has no PCIe root
     */
    @Override
    public Element complete(Element partial) {
        return completer.complete(planner.placeOnRootComplex(partial));
    }

    @Override
    public void close() {
        completer.close();
    }
}
