package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Libvirt;

/** How one VM's owner goes from a spec to a definition, again and again; it may remember what came of it before. */
interface Way {

    /** Works out the complete domain and defines nothing. */
    Element complete(Libvirt libvirt, Element spec);

    /** Defines the VM; the definition as libvirt has it. */
    Element define(Libvirt libvirt, Element spec);

    /** What is built on in the next pass of several, after a spec was completed. */
    Element carriedOn(Element spec, Element completed);

    /**
     * Plugs a device into a VM that runs, and into its definition.
     *
     * @param spec the VM as its owner wrote it before
     * @param device what its owner writes of the device
     * @return the VM as its owner has it from then on
     * @throws dev.holdfast.problem.RefusalException where it has no place there
     */
    Element plug(Libvirt libvirt, Running running, Element spec, Element device);
}
