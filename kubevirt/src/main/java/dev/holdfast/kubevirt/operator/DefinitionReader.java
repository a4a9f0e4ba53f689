package dev.holdfast.kubevirt.operator;

import java.util.Optional;

/** How the domain that libvirt defined of a running instance is read. */
public interface DefinitionReader {

    /**
     * The definition of an instance.
     *
     * @return empty where libvirt has none yet, or none any more
     * @throws UnreadableException where it can't be asked; worth trying again later
     */
    Optional<Definition> read(VirtualMachineInstance instance) throws UnreadableException;

    /** The libvirt of an instance can't be asked. */
    final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1;

        /** With what is wrong, in a sentence. */
        public UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }

        /** With what is wrong, in a sentence. */
        public UnreadableException(String message) {
            super(message);
        }
    }
}
