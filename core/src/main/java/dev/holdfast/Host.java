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
}
