package dev.holdfast.match;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which device is which, of two lists. Everything goes by identity.
 *
 * @param <A> a device before
 * @param before for each device after that was there before, the one it was
 * @param gone devices before that are no more
 * @param added devices after that were not there before
 */
public record Pairs<A>(Map<Element, A> before, List<A> gone, List<Element> added) {

    /** What a device was before; null for a new one. */
    public @Nullable A was(Element after) {
        return before.get(after);
    }

    /** Both lists joined, for matches made a kind at a time. */
    static <A> Pairs<A> empty() {
        return new Pairs<>(new IdentityHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }
}
