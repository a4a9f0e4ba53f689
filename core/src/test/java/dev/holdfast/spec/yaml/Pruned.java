package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.text.Printer;
import dev.holdfast.spec.text.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A spec that says some of what a complete domain has, in a layout of some owner, and what it becomes. */
final class Pruned {

    private Pruned() {}

    /** A text with keys left out by chance. */
    static String text(Element complete, Random random) {
        Yaml.Mapping some = some(Yaml.mapping(Writer.print(complete)), random, false);
        int step = 1 + random.nextInt(4);
        boolean json = random.nextInt(4) == 0;
        Printer printer = new Printer(random.nextInt(4) == 0 ? "\r\n" : "\n", step, random.nextInt(step + 1), json);
        StringBuilder out = new StringBuilder();
        if (json) {
            printer.spread(some, 0, out);
            return out.toString();
        }
        if (random.nextInt(4) == 0 && !some.entries().isEmpty()) {
            printer.flow(some, out);
            return out.toString();
        }
        String text = printer.document(some.entries());
        return random.nextBoolean() ? text.stripTrailing() : commented(text, random);
    }

    /** A comment behind or below any line but those of blocks of text. */
    private static String commented(String text, Random random) {
        if (text.contains("|")) {
            return text;
        }
        StringBuilder out = new StringBuilder("# mine\n");
        for (String line : text.split("(?<=\n)")) {
            String bare = line.stripTrailing();
            out.append(bare).append(random.nextInt(3) == 0 ? "  # said" : "").append(line.substring(bare.length()));
            if (random.nextInt(4) == 0) {
                out.append(" ".repeat(random.nextInt(6))).append("# between\n");
            }
        }
        return out.toString();
    }

    private static Yaml.Mapping some(Yaml.Mapping mapping, Random random, boolean devices) {
        List<Yaml.Entry> entries = new ArrayList<>();
        for (Yaml.Entry entry : mapping.entries()) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            Yaml value = entry.value();
            if (value instanceof Yaml.Mapping inner) {
                value = some(inner, random, entry.key().value().equals("devices"));
            } else if (value instanceof Yaml.Sequence(List<Yaml> items, boolean flow, Yaml.Span span)
                    && devices) {
                List<Yaml> pruned = new ArrayList<>();
                items.forEach(item -> pruned.add(item instanceof Yaml.Mapping inner ? some(inner, random, false) : item));
                value = Yaml.sequence(pruned);
            }
            entries.add(new Yaml.Entry(entry.key(), value));
        }
        return Yaml.mapping(entries);
    }

    /** The devices of each kind became those of the same kind, in order. */
    static String reflect(Lens.Source source, Element complete) {
        Map<Element, Element> partners = new IdentityHashMap<>();
        Map<String, Integer> next = new HashMap<>();
        Element devices = source.domain().child("devices");
        for (Element device : devices == null ? List.<Element>of() : devices.elements()) {
            int index = next.merge(device.name(), 1, Integer::sum) - 1;
            partners.put(device, complete.child("devices").elements(device.name()).get(index));
        }
        return source.reflect(new Reflection(complete, partners));
    }
}
