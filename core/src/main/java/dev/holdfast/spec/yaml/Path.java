package dev.holdfast.spec.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in an element a value is: {@code target@dev}, {@code os/type@machine}, {@code @type}, or {@code serial} for
 * that element's text. The first element of each name on the way counts.
 *
 * @param steps the elements on the way
 * @param attribute the attribute's name; null for the text
 */
record Path(List<String> steps, @Nullable String attribute) {

    static Path of(String text) {
        int at = text.indexOf('@');
        String steps = at < 0 ? text : text.substring(0, at);
        return new Path(
                steps.isEmpty() ? List.of() : List.of(steps.split("/")), at < 0 ? null : text.substring(at + 1));
    }

    @Override
    public String toString() {
        return String.join("/", steps) + (attribute == null ? "" : "@" + attribute);
    }
}
