package dev.holdfast.planner.exact;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws of one seed, and elements made of them. */
final class Chance {

    private final RandomGenerator random;

    Chance(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** True once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** From 0 to one less than this. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String hex(int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    String mac() {
        StringBuilder mac = new StringBuilder("52:54:00");
        for (int i = 0; i < 3; i++) {
            mac.append(':').append(hex(2));
        }
        return mac.toString();
    }

    /** An element of attributes (name, value; one without value is left out). */
    static Element element(String name, String... attributes) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                given.put(attributes[i], attributes[i + 1]);
            }
        }
        return Element.of(name, given, List.of(), null);
    }

    static Element text(String name, String text, String... attributes) {
        return element(name, attributes).withChildren(List.of(new Text(text)));
    }

    static Element with(Element parent, List<Element> children) {
        List<Element> all = new ArrayList<>(parent.elements());
        all.addAll(children);
        return parent.withChildren(all);
    }

    static Element with(Element parent, Element... children) {
        return with(parent, List.of(children));
    }
}
