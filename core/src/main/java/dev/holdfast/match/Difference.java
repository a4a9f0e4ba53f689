package dev.holdfast.match;

import org.jspecify.annotations.Nullable;

/**
 * One value that is not the same before and after.
 *
 * @param path where, as {@link dev.holdfast.domain.Facts} names it
 * @param before null where there was none
 * @param after null where there is none
 */
public record Difference(String path, @Nullable String before, @Nullable String after) {}
