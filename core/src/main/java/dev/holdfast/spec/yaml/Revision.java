package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.spec.Takeover;
import dev.holdfast.spec.text.Yaml;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the owner wrote say what it is to say now: a value that changed is replaced where it stands, one that is
 * gone is removed. What is said then is taken out of the draft, so that what is left has no place yet.
 */
final class Revision {

    private final Editor editor;
    private final Takeover takeover;

    Revision(Editor editor, Takeover takeover) {
        this.editor = editor;
        this.takeover = takeover;
    }

    /** One element on its way: as the text says it, as it was and as it is now. */
    private record Change(Form form, Draft said, Element before, Element after, Draft left) {}

    /**
     * Revises what was written of an element.
     *
     * @param said the element as it was read
     * @param before the same as part of the spec's domain
     * @param after what it became
     * @param left what it became, to take out of
     */
    void take(Form form, Yaml.Mapping written, Draft said, Element before, Element after, Draft left) {
        Change change = new Change(form, said, before, after, left);
        left.written = written;
        boolean whole = before.isMixed() || after.isMixed() || written.entry("xml") != null;
        Map<Yaml, Runnable> removals = new IdentityHashMap<>();
        for (Yaml.Entry entry : written.entries()) {
            String key = entry.key().value();
            if (Yaml.isNull(entry.value())) {
                continue;
            }
            ShortName name = form.shorts.get(key);
            String attribute = form.attributeName(key);
            if (entry.value() instanceof Yaml.Scalar scalar && name != null) {
                shortName(name, written, entry, scalar, change);
            } else if (entry.value() instanceof Yaml.Scalar scalar && attribute != null) {
                value(written, entry, scalar, before.attribute(attribute), after.attribute(attribute));
                left.attributes.remove(attribute);
            } else if (!whole && entry.value() instanceof Yaml.Scalar scalar && key.equals("text")) {
                value(written, entry, scalar, before.text(), after.text().isEmpty() ? null : after.text());
                left.text = null;
            } else if (!whole) {
                note(written, entry, change, removals);
            }
        }
        if (whole) {
            content(written, change);
        } else {
            children(change, removals);
        }
    }

    private void value(
            Yaml.Mapping written, Yaml.Entry entry, Yaml.Scalar scalar, @Nullable String before, @Nullable String after) {
        if (after == null) {
            editor.yaml().remove(written, entry);
        } else if (!after.equals(before)) {
            editor.yaml().replace(scalar, after);
        }
    }

    private void shortName(ShortName name, Yaml.Mapping written, Yaml.Entry entry, Yaml.Scalar scalar, Change change) {
        Draft left = change.left();
        if (owned(name, change.before()).equals(owned(name, change.after()))) {
            name.own(left);
            return;
        }
        Draft now = Draft.of(change.after());
        Set<Map.Entry<Path, String>> told = new LinkedHashSet<>(now.values().entrySet());
        Yaml.Scalar saying = name.say(scalar.value(), now);
        if (saying == null) {
            editor.yaml().remove(written, entry);
            return;
        }
        told.removeAll(now.values().entrySet());
        if (name instanceof Flag) {
            name.own(left);
        } else {
            told.forEach(value -> left.take(value.getKey()));
        }
        if (!saying.value().equals(scalar.value())) {
            editor.yaml().replace(scalar, saying);
        }
    }

    /** What a short name speaks for. */
    private static Set<Map.Entry<Path, String>> owned(ShortName name, Element element) {
        Draft draft = Draft.of(element);
        Set<Map.Entry<Path, String>> values = new LinkedHashSet<>(draft.values().entrySet());
        name.own(draft);
        values.removeAll(draft.values().entrySet());
        return values;
    }

    private void note(Yaml.Mapping written, Yaml.Entry entry, Change change, Map<Yaml, Runnable> removals) {
        if (entry.value() instanceof Yaml.Sequence sequence) {
            change.left().noteList(change.form().childName(entry.key().value()), sequence);
            sequence.items().forEach(item -> removals.put(item, () -> editor.yaml().remove(sequence, item)));
        } else {
            removals.put(entry.value(), () -> editor.yaml().remove(written, entry));
        }
    }

    private void children(Change change, Map<Yaml, Runnable> removals) {
        List<Element> elements = change.before().elements();
        for (int i = 0; i < elements.size(); i++) {
            Draft said = change.said().children.get(i);
            Yaml item = said.written;
            if (item == null) {
                continue;
            }
            Element after = takeover.next(elements.get(i));
            Runnable removal = removals.get(item);
            if (after != null) {
                item(change.form().form(said.name), item, said, elements.get(i), after, change.left());
            } else if (removal != null) {
                removal.run();
            }
        }
    }

    private void item(Form form, Yaml item, Draft said, Element before, Element after, Draft parent) {
        for (Draft left : parent.children) {
            if (left.source != after) {
                continue;
            }
            if (item instanceof Yaml.Mapping mapping) {
                take(form, mapping, said, before, after, left);
            } else {
                left.written = item;
                left.reworded = after.isMixed() || !before.text().equals(after.text());
                left.text = left.reworded ? left.text : null;
            }
            return;
        }
    }

    /** Content that is written as XML, or would have to be, is one value. */
    private void content(Yaml.Mapping written, Change change) {
        Draft left = change.left();
        left.text = null;
        left.children.clear();
        left.mixed = null;
        if (change.before().children().equals(change.after().children())) {
            return;
        }
        for (Yaml.Entry entry : written.entries()) {
            String key = entry.key().value();
            boolean scalar = entry.value() instanceof Yaml.Scalar;
            ShortName name = scalar ? change.form().shorts.get(key) : null;
            if (name != null && !name.path().steps().isEmpty()) {
                throw editor.yaml().unusable(written, "has XML in it, and that changed", "Write it as keys and values");
            }
            boolean attribute = scalar && change.form().attributeName(key) != null;
            if (name == null && !attribute && !Yaml.isNull(entry.value())) {
                editor.yaml().remove(written, entry);
            }
        }
        if (!change.after().children().isEmpty()) {
            left.mixed = change.after().children();
        }
    }
}
