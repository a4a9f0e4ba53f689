package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.match.Words;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a lock's facts say of an element. */
final class Remembered implements Words {

    private final String name;
    private final Map<String, Held> facts;
    private final Function<Held, @Nullable String> said;
    private @Nullable Element element;

    /** @param said what of a fact counts; null for nothing */
    Remembered(String name, Map<String, Held> facts, Function<Held, @Nullable String> said) {
        this.name = name;
        this.facts = facts;
        this.said = said;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String value(String path) {
        if (element != null) {
            return element.value(path);
        }
        Held held = facts.get(path.startsWith("@") ? name + path : name + "/" + path);
        return held == null ? null : said.apply(held);
    }

    @Override
    public Element element() {
        Element made = element;
        if (made == null) {
            made = Facts.toElement(facts, said);
            made = made == null ? Element.of(name) : made;
            element = made;
        }
        return made;
    }

    @Override
    public boolean are(Element other) {
        return element == null ? Facts.areOf(other, facts, said) : other.equals(element);
    }
}
