package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which item of a list became which element: the one that says all that the item says, else the next in order. */
final class Likeness {

    private Likeness() {}

    /** The element that each item became, items by identity. */
    static Map<Yaml, Draft> pair(Form form, List<Yaml> items, List<Draft> candidates) {
        Map<Yaml, Draft> pairs = new IdentityHashMap<>();
        List<Draft> open = new ArrayList<>(candidates);
        List<Yaml> later = new ArrayList<>();
        for (Yaml item : wordiestFirst(items)) {
            Draft same = null;
            for (Draft candidate : open) {
                if (says(form, candidate, item)) {
                    same = candidate;
                    break;
                }
            }
            if (same == null) {
                later.add(item);
            } else {
                open.remove(same);
                pairs.put(item, same);
            }
        }
        for (int i = 0; i < later.size() && i < open.size(); i++) {
            pairs.put(later.get(i), open.get(i));
        }
        return pairs;
    }

    /** What says little could be many, so that it comes last. */
    private static List<Yaml> wordiestFirst(List<Yaml> items) {
        if (items.size() < 2) {
            return items;
        }
        List<Yaml> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparingInt(item -> -words(item)));
        return sorted;
    }

    private static int words(Yaml value) {
        return switch (value) {
            case Yaml.Scalar scalar -> 1;
            case Yaml.Mapping mapping -> mapping.entries().stream().mapToInt(e -> 1 + words(e.value())).sum();
            case Yaml.Sequence sequence -> sequence.items().stream().mapToInt(item -> 1 + words(item)).sum();
        };
    }

    private static boolean says(Form form, Draft candidate, Yaml item) {
        if (item instanceof Yaml.Scalar scalar) {
            return scalar.value().equals(candidate.text);
        }
        for (Yaml.Entry entry : ((Yaml.Mapping) item).entries()) {
            if (!Yaml.isNull(entry.value()) && !says(form, candidate, entry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean says(Form form, Draft candidate, Yaml.Entry entry) {
        String key = entry.key().value();
        if (entry.value() instanceof Yaml.Scalar scalar && Form.forcedName(key) == null) {
            String attribute = form.attributeName(key);
            ShortName name = form.shorts.get(key);
            if (key.equals("xml")) {
                return candidate.source != null && scalar.value().equals(Writer.xml(candidate.source.children()));
            }
            if (key.equals("text")) {
                return scalar.value().equals(candidate.text);
            }
            return name instanceof Value value
                    ? scalar.value().equals(candidate.get(value.path()))
                    : attribute == null || scalar.value().equals(candidate.attributes.get(attribute));
        }
        String name = form.childName(key);
        List<Yaml> items = entry.value() instanceof Yaml.Sequence sequence ? sequence.items() : List.of(entry.value());
        List<Draft> children = candidate.children(name);
        Form inner = form.form(name);
        return items.size() <= children.size()
                && items.stream().allMatch(item -> children.stream().anyMatch(child -> says(inner, child, item)));
    }
}
