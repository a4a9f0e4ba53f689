package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two-way mapping between one spec format and the domain. Stateless. */
public interface Lens {

    /** The format's name, as {@code --format} takes it. */
    String name();

    /**
     * Reads a spec.
     *
     * @throws UnusableInputException with line and column of every problem found
     */
    Source read(String file, String text);

    /**
     * Reads one device, written as this format writes devices, for a domain that is to get it.
     *
     * @param file what to call the text in messages
     * @param domain the complete domain that it comes into
     * @throws UnusableInputException where it isn't just one device
     */
    Element device(String file, String text, Element domain);

    /** A whole domain as a new spec in this format. */
    String print(Element domain);

    /** Whether a text in this format can hold a whole domain. */
    default boolean holdsDomains() {
        return true;
    }

    /** One spec's text as a lens read it, with where in the text each value stands. */
    interface Source {

        /**
         * What the text says, as a partial domain. Each device element's {@link Element#place()} is where the text has
         * it.
         */
        Element domain();

        /**
         * What its owner wrote of a device of {@link #domain()}, or of the whole, each by identity: it without what
         * the format fills in where its owner says nothing. Devices keep their places.
         */
        Element written(Element stated);

        /**
         * What the format promises where neither the owner nor a lock decided, and libvirt can't or shouldn't: memory
         * size, a disk's target name, the devices that weren't asked for and libvirt would add. Comes after pinning, so
         * that it fills only what is still open.
         *
         * @param pinned the partial domain with the lock's values in it
         * @param domainTypes the domain types that the completer runs, best first, such as {@code kvm, qemu}
         */
        Element settle(Element pinned, Set<String> domainTypes);

        /** How many free ports for devices to come it asks for, beyond what a completer leaves; 0 where it doesn't say. */
        int sparePorts();

        /** Ports that the format keeps free on top of that where no lock says which ports there are. */
        default Reserved reserved() {
            return Reserved.NONE;
        }

        /** What of the VM its text leaves to somebody else, so that the domain doesn't have it. */
        default List<Problem> remarks() {
            return List.of();
        }

        /** Whether its lock belongs into the text, rather than into a file beside it. */
        default boolean carriesLock() {
            return false;
        }

        /**
         * The lock that the text carries; null where it carries none.
         *
         * @throws UnusableInputException where what it carries is no lock
         */
        default @Nullable String carriedLock() {
            return null;
        }

        /**
         * The text with a lock in it instead of the one that it may carry.
         *
         * @throws UnusableInputException where it has no place for it
         */
        default String withCarriedLock(String lock) {
            throw new IllegalStateException("This format carries no locks");
        }

        /** What {@link #reflect} can't write, in words for who reads it. */
        default List<String> unsaid(Reflection reflection) {
            return List.of();
        }

        /**
         * The text with what was completed written into it. Lines that say what they said before stay as they are,
         * byte for byte; reflecting nothing new gives the same text.
         *
         * @throws UnusableInputException where the text can't hold it, such as an alias that two devices share
         */
        String reflect(Reflection reflection);
    }
}
