package dev.holdfast.match;

import dev.holdfast.domain.Element;

/** What an owner wrote of something, as a lock remembers it. */
public interface Words {

    /** The words themselves. */
    Element element();

    /** True where what is written now is the same. */
    boolean are(Element written);

    /** These words. */
    static Words of(Element element) {
        return new Words() {
            @Override
            public Element element() {
                return element;
            }

            @Override
            public boolean are(Element written) {
                return written.equals(element);
            }
        };
    }
}
