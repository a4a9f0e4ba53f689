package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes out of a complete element what its owner wrote, in whatever words: what is left is what was added. Inner
 * elements that the owner wrote out are noted, so that what was added to them goes there.
 */
final class Owned {

    private final Editor editor;

    Owned(Editor editor) {
        this.editor = editor;
    }

    void take(Form form, Yaml.Mapping written, Draft draft) {
        draft.written = written;
        Map<String, List<Yaml>> children = new LinkedHashMap<>();
        boolean content = false;
        for (Yaml.Entry entry : written.entries()) {
            String key = entry.key().value();
            ShortName name = form.shorts.get(key);
            if (Yaml.isNull(entry.value())) {
                continue;
            }
            if (name != null && entry.value() instanceof Yaml.Scalar scalar) {
                takeShort(name, scalar, draft);
            } else if (key.equals("text")) {
                draft.text = null;
                content = true;
            } else if (entry.value() instanceof Yaml.Scalar && form.attributeName(key) != null) {
                draft.attributes.remove(form.attributeName(key));
            } else {
                content = true;
                note(form.childName(key), entry.value(), children, draft);
            }
        }
        if (written.entry("xml") != null || draft.mixed != null && content) {
            draft.mixed = null;
            draft.text = null;
            draft.children.clear();
        } else if (form != Vocabulary.DEVICES) {
            children.forEach((name, items) -> {
                Form inner = form.form(name);
                Likeness.pair(inner, items, draft.children(name)).forEach((item, child) -> takeOne(inner, item, child));
            });
        }
    }

    private void takeShort(ShortName name, Yaml.Scalar written, Draft draft) {
        String resolved = name.resolved(written.value(), draft);
        if (resolved != null && !(name instanceof Size && editor.yaml().isShared(written))) {
            editor.yaml().replace(written, resolved);
        }
        name.own(draft);
    }

    private static void note(String name, Yaml value, Map<String, List<Yaml>> children, Draft draft) {
        List<Yaml> items = children.computeIfAbsent(name, n -> new ArrayList<>());
        if (value instanceof Yaml.Sequence sequence) {
            items.addAll(sequence.items());
            draft.noteList(name, sequence);
        } else {
            items.add(value);
        }
    }

    /** Takes one item out of what it became. */
    void takeOne(Form form, Yaml item, Draft draft) {
        if (item instanceof Yaml.Mapping mapping) {
            take(form, mapping, draft);
        } else {
            draft.text = null;
            draft.written = item;
        }
    }
}
