package dev.holdfast.spec.yaml;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import dev.holdfast.spec.text.Yaml;
import dev.holdfast.spec.yaml.Standard.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes an element as keys and values. With an editor, what belongs to an element that the owner wrote out goes
 * there, and only what has no place yet is handed back.
 */
final class Writer {

    private static final Yaml SPENT = Yaml.mapping(List.of());

    private final Context context;
    private final @Nullable Editor editor;

    Writer(Context context, @Nullable Editor editor) {
        this.context = context;
        this.editor = editor;
    }

    /** A whole domain's keys, for a new document. */
    static List<Yaml.Entry> print(Element domain) {
        return new Writer(new Context(null, domain.value("os/type@machine")), null).entries(Vocabulary.DOMAIN, Draft.of(domain));
    }

    /** What is left in this element, as keys in their natural order. */
    List<Yaml.Entry> entries(Form form, Draft draft) {
        List<Yaml.Entry> entries = new ArrayList<>();
        if (editor == null) {
            omitStandards(form, draft, null);
        }
        if (form == Vocabulary.DEVICES) {
            Absence.omit(draft);
        }
        for (ShortName name : form.shorts.values()) {
            Yaml value = isSaid(name, draft) ? null : name.take(draft);
            if (value != null) {
                entries.add(Yaml.entry(name.key(), value));
            }
        }
        addAttributes(form, draft, entries);
        for (String key : draft.blank()) {
            entries.add(Yaml.entry(key, Yaml.word("null")));
        }
        addContent(form, draft, entries);
        return entries;
    }

    /** True where the owner used this key, for this or for the child element of its name. */
    private boolean isSaid(ShortName name, Draft draft) {
        if (editor == null || !(draft.written instanceof Yaml.Mapping written)) {
            return false;
        }
        Yaml.Entry entry = editor.yaml().standing(written, name.key());
        return entry != null && !Yaml.isNull(entry.value());
    }

    /**
     * Takes out what goes without saying.
     *
     * @param said what the owner wrote of the element, and so may have turned off; null where all of it is written, so
     *     that what would be filled in but isn't there is blanked
     */
    void omitStandards(Form form, Draft draft, @Nullable Draft said) {
        List<String> values = new ArrayList<>(form.standards.size());
        for (Standard standard : form.standards) {
            values.add(standard.value().apply(draft, context));
        }
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            Standard standard = form.standards.get(i);
            String actual = value == null ? null : draft.get(standard.path());
            if (value == null) {
                continue;
            }
            if (actual == null) {
                if (said == null) {
                    blank(form, draft, standard);
                }
            } else if (standard.silent() && actual.equals(value) && (said == null || !said.isOff(standard.path()))) {
                draft.take(standard.path());
            }
        }
    }

    /**
     * Takes out what would be filled in as it is where the text doesn't say it, and blanks what would be and isn't.
     *
     * @param left what the text doesn't say yet
     * @param said what the owner wrote of the element
     * @param after all of the element
     */
    void omitFilledIn(Form form, Draft left, Draft said, Draft after) {
        for (Standard standard : form.standards) {
            String value = standard.value().apply(after, context);
            if (value == null || said.isOff(standard.path())) {
                continue;
            }
            if (after.get(standard.path()) == null) {
                blank(form, left, standard);
            } else if (value.equals(left.get(standard.path()))) {
                left.take(standard.path());
            }
        }
    }

    private static void blank(Form form, Draft draft, Standard standard) {
        List<String> steps = standard.path().steps();
        if (!steps.isEmpty() && draft.blank().contains(form.childKey(steps.get(0)))) {
            return;
        }
        if (standard.key() != null) {
            draft.leaveBlank(standard.key());
            return;
        }
        Draft at = draft;
        Form of = form;
        for (String step : standard.path().steps()) {
            Draft next = at.child(step);
            if (next == null) {
                at.leaveBlank(of.childKey(step));
                return;
            }
            of = of.form(step);
            at = next;
        }
        String attribute = standard.path().attribute();
        at.leaveBlank(attribute == null ? "text" : of.attributeKey(attribute));
    }

    private static void addAttributes(Form form, Draft draft, List<Yaml.Entry> entries) {
        if (draft.attributes.isEmpty()) {
            return;
        }
        int left = draft.attributes.size();
        for (String known : form.attributes) {
            String value = left == 0 ? null : draft.attributes.get(known);
            if (value != null) {
                entries.add(Yaml.entry(form.attributeKey(known), Yaml.text(value)));
                left--;
            }
        }
        if (left == 0) {
            return;
        }
        for (Map.Entry<String, String> attribute : draft.attributes.entrySet()) {
            if (!form.attributes.contains(attribute.getKey())) {
                entries.add(Yaml.entry(form.attributeKey(attribute.getKey()), Yaml.text(attribute.getValue())));
            }
        }
    }

    private void addContent(Form form, Draft draft, List<Yaml.Entry> entries) {
        if (draft.mixed != null) {
            entries.add(Yaml.entry("xml", Yaml.text(xml(draft.mixed))));
            return;
        }
        if (draft.text != null && !(form != Form.GENERIC && draft.text.isBlank())) {
            entries.add(Yaml.entry("text", Yaml.text(draft.text)));
        }
        if (editor == null && form == Form.GENERIC && isInterleaved(draft)) {
            entries.add(Yaml.entry("xml", Yaml.text(xml(draft.source == null ? List.of() : draft.source.children()))));
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Draft child : draft.children) {
            names.add(child.name);
        }
        if (form == Vocabulary.DOMAIN || form == Vocabulary.DEVICES) {
            Set<String> present = names;
            names = new LinkedHashSet<>(form.children.keySet());
            names.retainAll(present);
            names.addAll(present);
        }
        for (String name : names) {
            addChildren(form, draft, name, entries);
        }
    }

    /** Keys hold the children of each name together, which is another order where others stand between them. */
    private static boolean isInterleaved(Draft draft) {
        Set<String> seen = new HashSet<>();
        String last = null;
        for (Draft child : draft.children) {
            if (!child.name.equals(last) && !seen.add(child.name)) {
                return true;
            }
            last = child.name;
        }
        return false;
    }

    /** Content as it stands between tags. */
    static String xml(List<? extends Node> content) {
        if (content.isEmpty()) {
            return "";
        }
        String wrapped = DomainXml.write(Element.of("xml", Map.of(), content, null));
        String inner = wrapped.substring("<xml>".length(), wrapped.lastIndexOf("</xml>"));
        return content.stream().anyMatch(Text.class::isInstance) ? inner : inner.strip();
    }

    private void addChildren(Form form, Draft draft, String name, List<Yaml.Entry> entries) {
        Form inner = form.form(name);
        List<Yaml> values = new ArrayList<>();
        boolean spent = true;
        for (Draft child : draft.children) {
            if (!child.name.equals(name)) {
                continue;
            }
            if (child.written != null && editor != null) {
                editor.extend(child.written, inner, entries(inner, child), child);
            } else {
                boolean childSpent = child.isSpent();
                spent &= childSpent;
                values.add(childSpent ? SPENT : value(inner, child));
            }
        }
        if (spent) {
            return;
        }
        Yaml.Sequence list = draft.list(name);
        if (editor != null && list != null) {
            editor.yaml().append(list, values.stream().filter(value -> !isEmpty(value)).toList());
            return;
        }
        String key = form.childKey(name);
        boolean several = values.size() > 1 || form.lists.containsKey(key);
        Yaml value = several ? Yaml.sequence(values) : values.get(0);
        boolean clash = draft.source != null && draft.source.attribute(name) != null || draft.blank().contains(name);
        if (clash && key.equals(name) || !several && value instanceof Yaml.Scalar) {
            key = Form.forced(name);
        }
        entries.add(Yaml.entry(key, value));
    }

    private static boolean isEmpty(Yaml value) {
        return value instanceof Yaml.Mapping mapping && mapping.entries().isEmpty();
    }

    private Yaml value(Form form, Draft draft) {
        String text = draft.text;
        List<Yaml.Entry> entries = entries(form, draft);
        return !form.closed && text != null && entries.size() == 1 && entries.get(0).key().value().equals("text")
                ? Yaml.text(text)
                : Yaml.mapping(entries);
    }
}
