package dev.holdfast.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what just one of each of two lists has the same of. */
final class SoleKey {

    private SoleKey() {}

    /**
     * Looks through two lists, which may be changed by whoever is told.
     *
     * @param key what one of the first list has, null for nothing; who has nothing, or what another has as well, is
     *     left out
     * @param otherKey the same of the second list
     * @param found told of each two that have the same
     */
    static <A, B> void pair(
            List<A> some,
            Function<A, @Nullable Object> key,
            List<B> others,
            Function<B, @Nullable Object> otherKey,
            BiConsumer<A, B> found) {
        if (some.isEmpty() || others.isEmpty()) {
            return;
        }
        if (some.size() == 1 && others.size() == 1) {
            // As most kinds have one device only; no table is needed.
            Object value = key.apply(some.getFirst());
            if (value != null && value.equals(otherKey.apply(others.getFirst()))) {
                found.accept(some.getFirst(), others.getFirst());
            }
            return;
        }
        Map<Object, A> sole = sole(some, key);
        if (sole.isEmpty()) {
            return;
        }
        Map<Object, B> other = sole(others, otherKey);
        sole.forEach((value, one) -> {
            B match = other.get(value);
            if (one != null && match != null) {
                found.accept(one, match);
            }
        });
    }

    /** By a key that no other one has; a key of several leads to none. */
    private static <T> Map<Object, T> sole(List<T> all, Function<T, @Nullable Object> key) {
        Map<Object, T> found = new HashMap<>();
        for (T one : all) {
            Object value = key.apply(one);
            if (value != null) {
                found.put(value, found.containsKey(value) ? null : one);
            }
        }
        return found;
    }
}
