package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Yaml;
import dev.holdfast.spec.text.YamlEditor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was added into the text, in this format's words.
 *
 * @param yaml what edits the text
 */
record Editor(YamlEditor yaml) {

    /** Adds to an element that the owner wrote out. */
    void extend(Yaml written, Form form, List<Yaml.Entry> entries, Draft draft) {
        if (written instanceof Yaml.Mapping mapping) {
            append(mapping, form, entries);
        } else if (draft.reworded && written instanceof Yaml.Scalar scalar) {
            reword(scalar, entries);
        } else if (!entries.isEmpty() && written instanceof Yaml.Scalar scalar) {
            if (yaml.isShared(written)) {
                throw yaml.unusable(written, "is used in several places, of which one now needs attributes");
            }
            List<Yaml.Entry> all = new ArrayList<>();
            all.add(Yaml.entry("text", Yaml.text(scalar.value())));
            all.addAll(entries);
            yaml.replace(scalar, all);
        }
    }

    /** Puts other content in the place of an element's text. */
    private void reword(Yaml.Scalar written, List<Yaml.Entry> entries) {
        if (entries.size() == 1
                && entries.getFirst().key().value().equals("text")
                && entries.getFirst().value() instanceof Yaml.Scalar text) {
            yaml.replace(written, text);
        } else if (yaml.isShared(written)) {
            throw yaml.unusable(written, "is used in several places, of which one now needs other content");
        } else {
            yaml.replace(written, entries);
        }
    }

    /** Adds entries to a mapping. */
    void append(Yaml.Mapping written, Form form, List<Yaml.Entry> entries) {
        yaml.append(written, entries, (mapping, there, entry) -> resolve(form, mapping, there, entry));
    }

    /**
     * What becomes of an entry where something stands below its key: the key that can mean nothing else; where that is
     * taken, too, a list with what stands there.
     */
    private Yaml.@Nullable Entry resolve(Form form, Yaml.Mapping mapping, Yaml.Entry there, Yaml.Entry entry) {
        String key = entry.key().value();
        if (Form.forcedName(key) != null) {
            join(mapping, there, entry.value());
            return null;
        }
        boolean attribute = entry.value() instanceof Yaml.Scalar && !form.shorts.containsKey(key);
        String other = attribute ? Form.forcedAttribute(key) : Form.forced(form.childName(key));
        return new Yaml.Entry(Yaml.text(other), entry.value());
    }

    /** Puts a child element behind the one that stands below its key. */
    private void join(Yaml.Mapping mapping, Yaml.Entry there, Yaml value) {
        List<Yaml> more = value instanceof Yaml.Sequence(List<Yaml> items, boolean flow, Yaml.Span span) ? items : List.of(value);
        if (!yaml.list(mapping, there.value(), more)) {
            throw yaml.unusable(
                    mapping,
                    "has no place left for another " + Form.forcedName(there.key().value()),
                    "Make a list of what stands below " + there.key().value());
        }
    }
}
