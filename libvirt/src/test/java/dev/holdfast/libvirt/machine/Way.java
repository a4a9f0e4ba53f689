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
     * What is plugged into the running VM.
     *
     * @param spec the VM as it runs
     * @param device what its owner wrote of the device
     * @throws dev.holdfast.problem.RefusalException where it has no place there
     */
    Element plugged(Libvirt libvirt, Element spec, Element device);

    /**
     * Defines the VM for its next start, after a device was plugged into it and into its definition.
     *
     * @param spec the VM as its owner wrote it before
     * @param device what its owner wrote of the device
     */
    Element afterPlugging(Libvirt libvirt, Element spec, Element device);
}
