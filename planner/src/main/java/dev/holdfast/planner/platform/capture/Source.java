package dev.holdfast.planner.platform.capture;

import dev.holdfast.Completer;
import dev.holdfast.domain.Element;

/** A libvirt that a platform is captured from. */
public interface Source {

    /** What completes domains there. */
    Completer completer();

    /** Its {@code <capabilities>}. */
    Element capabilities();

    /**
     * Its {@code <domainCapabilities>}.
     *
     * @param machine the machine's name or alias
     * @param domainType such as {@code qemu}
     * @throws dev.holdfast.problem.CompleterException where it has no such machine
     */
    Element domainCapabilities(String machine, String domainType);
}
