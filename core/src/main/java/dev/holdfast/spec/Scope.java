package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values a reflection writes.
 *
 * @param paths these; null for all
 */
public record Scope(@Nullable Set<String> paths) {

    /** Every value. */
    public static final Scope ALL = new Scope(null);

    /** True where every value is written, whatever its path. */
    public boolean isAll() {
        return paths == null;
    }

    /** True for a value that is written. */
    public boolean takes(String path) {
        return paths == null || paths.contains(path);
    }

    /** True for an element of which at least one value is written. */
    public boolean takesAny(String path, Element element) {
        return paths == null || Facts.of(element).keySet().stream().anyMatch(inner -> takes(full(path, inner, element)));
    }

    /** True for an element of which every value is among those that changed: it is there no more. */
    public boolean takesAll(String path, Element element) {
        return paths != null && Facts.of(element).keySet().stream().allMatch(inner -> takes(full(path, inner, element)));
    }

    private static String full(String path, String inner, Element element) {
        return path + inner.substring(element.name().length());
    }
}
