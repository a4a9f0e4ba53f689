package dev.holdfast.libvirt.oracle;

import java.util.Optional;
import java.util.Set;

/**
 * A domain and a mutation of it, both as libvirt completed them, and what two checks of guest ABI say of them.
 *
 * @param file the input that the domain comes from
 * @param mutation how the two differ
 * @param incompatible what libvirt calls incompatible, in its words; empty where it calls them the same
 * @param ours what Holdfast says
 */
record Pair(String file, Mutation mutation, Optional<String> incompatible, Ours ours) {

    /** What Holdfast says of two domains. */
    sealed interface Ours {

        /** The same to the guest. */
        record Same() implements Ours {}

        /** Changed, at these general paths. */
        record Changed(Set<String> paths) implements Ours {}

        /** Which device is which isn't certain: never taken for the same. */
        record Refused(String reason) implements Ours {}
    }

    /** What must not be: a change that libvirt's check sees and ours doesn't. */
    boolean isMissed() {
        return incompatible.isPresent() && ours instanceof Ours.Same;
    }

    /** Where ours is stricter, at which paths. */
    Set<String> stricter() {
        return incompatible.isEmpty() && ours instanceof Ours.Changed(Set<String> paths) ? paths : Set.of();
    }

    @Override
    public String toString() {
        return file + ": " + mutation.path() + ", " + mutation.how() + " [" + mutation.variant() + "]: "
                + incompatible.orElse("same") + " / " + ours;
    }
}
