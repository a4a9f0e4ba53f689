package dev.holdfast.kubevirt.operator;

import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import java.util.Optional;

/** A libvirt that keeps what is defined. */
interface Libvirts {

    /** Which it is. */
    Platform platform();

    /** Defines a domain, and gives back what became of it. */
    Element define(Element domain);

    /** What it has under a name. */
    Optional<Element> definition(String name);

    /** Forgets what it has under a name, if anything. */
    void undefine(String name);
}
