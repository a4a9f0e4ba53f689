package dev.holdfast.domain;

import org.jspecify.annotations.Nullable;

/** An element that may not have been made yet: its name, and its values by their paths. */
public interface Values {

    /** The element's name as written, prefix included. */
    String name();

    /**
     * A value somewhere below, by a path such as {@code driver@type}, {@code os/type} (text) or {@code @type};
     * the first element of each name on the way counts.
     *
     * @return the value, or null where the attribute or element is not there
     */
    @Nullable String value(String path);
}
