package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random elements, as a document may hold them: repeated siblings, empty elements, mixed content, any character. */
public final class Trees {

    private static final Arbitrary<String> NAMES = Arbitraries.of("a", "b", "source", "timer", "x-y", "qemu:arg", "ü");

    private Trees() {}

    /** Every character that XML allows, the awkward ones often. */
    public static Arbitrary<String> values() {
        Arbitrary<Character> characters = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.chars().range('a', 'z')),
                Tuple.of(4, Arbitraries.of(' ', '<', '>', '&', '\'', '"', '\n', '\t', '\r', '[', ']', ':', '#', '\\')),
                Tuple.of(1, Arbitraries.chars().range(' ', '\ud7ff')),
                Tuple.of(1, Arbitraries.chars().range('\ue000', '\ufffd')));
        return Arbitraries.frequencyOf(
                Tuple.of(9, characters.list().ofMaxSize(8).map(Trees::joined)),
                Tuple.of(1, Arbitraries.of("", "\ud83d\ude80", "yes", "null", "0x0a", "007", "]]>", "<!--", "---")));
    }

    private static String joined(List<Character> characters) {
        StringBuilder out = new StringBuilder();
        characters.forEach(out::append);
        return out.toString();
    }

    /** Elements of up to four levels. */
    public static Arbitrary<Element> elements() {
        return elements(3);
    }

    private static Arbitrary<Element> elements(int depth) {
        Arbitrary<Map<String, String>> attributes =
                Arbitraries.maps(NAMES, values()).ofMaxSize(2).map(LinkedHashMap::new);
        Arbitrary<List<Node>> children = depth == 0 ? texts() : Arbitraries.oneOf(texts(), nodes(depth));
        return Combinators.combine(NAMES, attributes, children).as((n, a, c) -> Element.of(n, a, c, null));
    }

    private static Arbitrary<List<Node>> texts() {
        return values().map(text -> text.isBlank() ? List.of() : List.of(new Text(text)));
    }

    /** Elements, with text between them now and then; neither blank text nor two texts in a row, as a reader leaves it. */
    private static Arbitrary<List<Node>> nodes(int depth) {
        Arbitrary<List<Element>> inner = elements(depth - 1).list().ofMaxSize(3);
        Arbitrary<List<String>> between = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(List.of())),
                Tuple.of(1, values().list().ofSize(3)));
        return Combinators.combine(inner, between).as((elements, texts) -> {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                if (!texts.isEmpty() && !texts.get(i).isBlank()) {
                    nodes.add(new Text(texts.get(i)));
                }
                nodes.add(elements.get(i));
            }
            return nodes;
        });
    }
}
