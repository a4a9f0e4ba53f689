package dev.holdfast.libvirt.oracle;

import java.util.List;
import java.util.Optional;

/**
 * A domain and a mutation of it, both as libvirt completed them, and what two checks of guest ABI say of them.
 *
 * @param file the input that the domain comes from
 * @param mutation how the two differ
 * @param incompatible what libvirt calls incompatible, in its words; empty where it calls them the same
 * @param changed what Holdfast calls changed, as general paths; empty where it calls them the same
 */
record Pair(String file, Mutation mutation, Optional<String> incompatible, List<String> changed) {

    /** What must not be: a change that libvirt's check sees and ours doesn't. */
    boolean isMissed() {
        return incompatible.isPresent() && changed.isEmpty();
    }

    /** True where ours is stricter. */
    boolean isStricter() {
        return incompatible.isEmpty() && !changed.isEmpty();
    }

    @Override
    public String toString() {
        return file + ": " + mutation.path() + ", " + mutation.how() + " [" + mutation.variant() + "]: "
                + incompatible.orElse("same") + " / " + (changed.isEmpty() ? "same" : changed);
    }
}
