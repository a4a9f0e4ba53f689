package dev.holdfast;

import dev.holdfast.domain.Element;
import java.util.Optional;

/** A completer that keeps definitions: a live libvirt. */
public interface Host extends Completer {

    /**
     * The persistent definition of a domain, secrets included, as it will be at the next start.
     *
     * @param nameOrUuid its name or its UUID
     * @return empty where there is no such domain
     */
    Optional<Element> definition(String nameOrUuid);

    /**
     * Defines a domain, or redefines the one of the same name and UUID.
     *
     * @return the definition as read back
     * @throws dev.holdfast.problem.CompleterException where it is rejected
     */
    Element define(Element domain);

    /**
     * A domain as it runs now, which may be otherwise than it is defined.
     *
     * @param nameOrUuid its name or its UUID
     * @return empty where there is no such domain, or it doesn't run
     */
    Optional<Element> running(String nameOrUuid);

    /**
     * Plugs a device into a running domain; its definition stays as it is.
     *
     * @param device complete, with its address
     * @throws dev.holdfast.problem.CompleterException where it is rejected
     */
    void plug(String nameOrUuid, Element device);

    /**
     * Asks a running domain's guest to let go of a device; its definition stays as it is. The guest may take its time, or
     * never do it: {@link #running} tells.
     *
     * @param device as the running domain has it
     * @throws dev.holdfast.problem.CompleterException where it is rejected
     */
    void unplug(String nameOrUuid, Element device);
}
