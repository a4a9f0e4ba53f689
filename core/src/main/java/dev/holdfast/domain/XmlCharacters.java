package dev.holdfast.domain;

import java.util.Optional;

/** Which characters XML can carry, in whatever way they are written (XML 1.0, 2.2). */
public final class XmlCharacters {

    private XmlCharacters() {}

    /** True for all but most control characters, and two that are none. */
    public static boolean isLegal(char c) {
        return (c >= ' ' || c == '\n' || c == '\t' || c == '\r') && c != '\uFFFE' && c != '\uFFFF';
    }

    /** The first one that XML can't carry, as {@code U+0001}; empty where there is none. */
    public static Optional<String> firstIllegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLegal(c)) {
                return Optional.of(String.format("U+%04X", (int) c));
            }
        }
        return Optional.empty();
    }
}
