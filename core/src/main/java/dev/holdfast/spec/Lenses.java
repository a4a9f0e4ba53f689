package dev.holdfast.spec;

import dev.holdfast.spec.xml.XmlLens;
import dev.holdfast.spec.yaml.YamlLens;

/** The formats there are, told apart by content. */
public final class Lenses {

    private Lenses() {}

    /** The format that this text is in: XML where the first character that counts is {@code <}, else YAML. */
    public static Lens of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '\uFEFF') {
                return c == '<' ? new XmlLens() : new YamlLens();
            }
        }
        return new YamlLens();
    }
}
