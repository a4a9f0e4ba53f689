package dev.holdfast.spec.kubevirt;

import dev.holdfast.spec.text.Yaml;
import dev.holdfast.spec.text.YamlEditor;
import dev.holdfast.spec.text.YamlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets fields of a manifest in its text, those above them too where they aren't there yet. */
final class FieldEdits {

    private final YamlEditor editor;
    /** What is to be added to each mapping of the text, by identity, in the order in which it was set. */
    private final Map<Yaml.Mapping, Fresh> fresh = new IdentityHashMap<>();

    private final List<Yaml.Mapping> order = new ArrayList<>();

    /** Fields that aren't in the text yet. */
    private static final class Fresh {

        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, Fresh> below = new LinkedHashMap<>();

        List<Yaml.Entry> entries() {
            List<Yaml.Entry> entries = new ArrayList<>();
            values.forEach((key, value) -> entries.add(Yaml.entry(key, Yaml.text(value))));
            below.forEach((key, more) -> entries.add(Yaml.entry(key, Yaml.mapping(more.entries()))));
            return entries;
        }
    }

    FieldEdits(String file, String text, YamlText yaml) {
        this.editor = new YamlEditor(file, text, yaml);
    }

    /** Sets the field at a path below one that is there. */
    void set(Field from, List<String> path, String value) {
        if (!(from.value() instanceof Yaml.Mapping mapping)) {
            throw new IllegalStateException(from.path() + " is no mapping");
        }
        int depth = 0;
        Yaml.Mapping holder = mapping;
        while (depth < path.size() - 1) {
            Yaml.Entry entry = holder.entry(path.get(depth));
            if (entry == null || !(entry.value() instanceof Yaml.Mapping next)) {
                break;
            }
            holder = next;
            depth++;
        }
        Yaml.Entry there = holder.entry(path.get(depth));
        if (there != null && there.value() instanceof Yaml.Scalar scalar && !Yaml.isNull(scalar)) {
            if (!scalar.value().equals(value)) {
                editor.replace(scalar, value);
            }
            return;
        }
        Fresh added = fresh.get(holder);
        if (added == null) {
            added = new Fresh();
            fresh.put(holder, added);
            order.add(holder);
        }
        for (String key : path.subList(depth, path.size() - 1)) {
            added = added.below.computeIfAbsent(key, k -> new Fresh());
        }
        added.values.put(path.getLast(), value);
    }

    /** The text with all fields in it. */
    String text() {
        // Where several end in one place, what is set in further comes first.
        order.sort(Comparator.comparingInt((Yaml.Mapping mapping) -> mapping.span().column()).reversed());
        for (Yaml.Mapping mapping : order) {
            Fresh added = fresh.get(mapping);
            if (added != null) {
                editor.append(mapping, added.entries());
            }
        }
        return editor.text();
    }
}
