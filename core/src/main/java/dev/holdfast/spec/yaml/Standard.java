package dev.holdfast.spec.yaml;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value that the format fills in where the owner wrote none. A key without a value turns it off.
 *
 * @param path the value
 * @param key the key under which it can be said; null where only the generic rule has one
 * @param silent whether it goes without saying: it isn't written where it is what would be filled in
 * @param value what to fill in; null where it doesn't apply, {@link #ASK} where the owner has to say
 */
record Standard(Path path, @Nullable String key, boolean silent, BiFunction<Draft, Context, @Nullable String> value) {

    /** Something has to be said here, and it can't be guessed. */
    static final String ASK = "";

    /**
     * What a standard value may depend on besides its own element.
     *
     * @param stem the file's name without folder and ending; null where there is no file
     * @param machine the domain's machine type; null where none is said
     */
    record Context(@Nullable String stem, @Nullable String machine) {}
}
