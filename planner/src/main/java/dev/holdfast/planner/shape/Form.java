package dev.holdfast.planner.shape;

import org.jspecify.annotations.Nullable;

/** How libvirt takes one value, an attribute's or a text, and the form in which it gives it back. */
@FunctionalInterface
public interface Form {

    /**
     * The form in which libvirt gives a value back.
     *
     * @return the value, or null where libvirt reads over it
     * @throws dev.holdfast.problem.CompleterException by {@link Spot}, where it rejects the value or the planner doesn't
     *     model it
     */
    @Nullable String read(String written, Spot spot);
}
