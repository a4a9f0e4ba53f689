package dev.holdfast.match;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Values;
import org.jspecify.annotations.Nullable;

/** An element as a lock remembers it, made only where it is needed as a whole. */
public interface Words extends Values {

    /** The element itself. */
    Element element();

    /** True where another one says just the same; the order of its children doesn't count. */
    boolean are(Element other);

    /** Those of an element that is there. */
    static Words of(Element element) {
        return new Words() {
            @Override
            public String name() {
                return element.name();
            }

            @Override
            public @Nullable String value(String path) {
                return element.value(path);
            }

            @Override
            public Element element() {
                return element;
            }

            @Override
            public boolean are(Element other) {
                return other.equals(element);
            }
        };
    }
}
