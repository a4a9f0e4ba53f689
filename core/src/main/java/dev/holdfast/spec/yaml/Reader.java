package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlCharacters;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Problems;
import dev.holdfast.spec.text.Yaml;
import java.util.List;
import java.util.Optional;

/** Reads a document's value into the domain, by the vocabulary and the generic rule. */
final class Reader {

    private static final Path TEXT = new Path(List.of(), null);

    private final Problems problems;

    Reader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a mapping into an element. */
    void read(Form form, Yaml.Mapping mapping, Draft draft) {
        // ShortName names first: a key of the inner element's own name says more about what they made.
        for (Yaml.Entry entry : mapping.entries()) {
            ShortName name = form.shorts.get(entry.key().value());
            if (name != null && entry.value() instanceof Yaml.Scalar scalar) {
                readShort(name, scalar, draft);
            }
        }
        for (Yaml.Entry entry : mapping.entries()) {
            if (!(form.shorts.containsKey(entry.key().value()) && entry.value() instanceof Yaml.Scalar)) {
                readGeneric(form, entry.key(), entry.value(), draft);
            }
        }
    }

    private void readShort(ShortName name, Yaml.Scalar value, Draft draft) {
        if (Yaml.isNull(value)) {
            draft.turnOff(name.path().toString());
        } else if (isLegal(value)) {
            Complaint complaint = name.put(draft, value.value());
            if (complaint != null) {
                problems.add(value.span(), complaint);
            }
            draft.place(name.path(), problems.place(value.span()));
        }
    }

    private void readGeneric(Form form, Yaml.Scalar key, Yaml value, Draft draft) {
        String name = key.value();
        String forced = Form.forcedName(name);
        if (forced != null) {
            readChild(form, forced, key, value, draft);
        } else if (name.length() > 1 && name.charAt(0) == '@') {
            readAttribute(name.substring(1), key, value, draft);
        } else if (name.equals("text") || name.equals("xml")) {
            readContent(name, key, value, draft);
        } else if (form.lists.containsKey(name) && !(value instanceof Yaml.Scalar)) {
            readChild(form, form.childName(name), key, value, draft);
        } else if (Yaml.isNull(value) && (form.isAttribute(name) || form.isChild(name) || form.lists.containsKey(name))) {
            draft.turnOff("@" + name);
            draft.turnOff(form.childName(name));
        } else if (value instanceof Yaml.Scalar && form.isAttribute(name)) {
            readAttribute(name, key, value, draft);
        } else if (!(value instanceof Yaml.Scalar) && form.isChild(name) && !form.refused.containsKey(name)) {
            readChild(form, name, key, value, draft);
        } else {
            problems.add(key.span(), Slips.explain(form, name, value));
        }
    }

    private void readAttribute(String name, Yaml.Scalar key, Yaml value, Draft draft) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            problems.add(value.span(), key.value() + " takes a single value", "");
        } else if (!isXmlName(name)) {
            problems.add(key.span(), name + " can't be the name of an attribute", "");
        } else if (Yaml.isNull(value)) {
            draft.turnOff("@" + name);
        } else if (isLegal(scalar)) {
            Complaint complaint = ShortName.put(draft, new Path(List.of(), name), key.value(), scalar.value());
            if (complaint != null) {
                problems.add(value.span(), complaint);
            }
        }
    }

    private void readContent(String name, Yaml.Scalar key, Yaml value, Draft draft) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            problems.add(value.span(), key.value() + " takes a single value", "");
        } else if (Yaml.isNull(value)) {
            draft.turnOff("");
        } else if (isLegal(scalar)) {
            if (name.equals("xml")) {
                readXml(scalar, draft);
                return;
            }
            Complaint complaint = ShortName.put(draft, TEXT, name, scalar.value());
            if (complaint != null) {
                problems.add(value.span(), complaint);
            }
        }
    }

    private void readXml(Yaml.Scalar value, Draft draft) {
        try {
            Element wrapped = XmlSource.parse("<xml>" + value.value() + "</xml>", "xml");
            draft.mixed = wrapped.children();
        } catch (UnusableInputException e) {
            problems.add(value.span(), e.problems().get(0).what(), "");
        }
    }

    private void readChild(Form form, String name, Yaml.Scalar key, Yaml value, Draft draft) {
        if (!isXmlName(name)) {
            problems.add(key.span(), name + " can't be the name of an element", "");
            return;
        }
        if (value instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                if (item instanceof Yaml.Sequence || Yaml.isNull(item)) {
                    problems.add(
                            item.span(),
                            item instanceof Yaml.Sequence
                                    ? "A list within the list " + key.value()
                                    : "An empty item in the list " + key.value(),
                            "Write each item of the list as a mapping");
                } else {
                    readOne(form, name, item, draft);
                }
            }
        } else if (value instanceof Yaml.Scalar && Yaml.isNull(value)) {
            draft.turnOff(name);
        } else {
            readOne(form, name, value, draft);
        }
    }

    private void readOne(Form form, String name, Yaml value, Draft draft) {
        Draft child = draft.claim(name, value);
        child.place = problems.place(value.span());
        Form inner = form.form(name);
        if (value instanceof Yaml.Mapping mapping) {
            read(inner, mapping, child);
        } else if (value instanceof Yaml.Scalar scalar && isLegal(scalar)) {
            if (inner.closed) {
                problems.add(
                        value.span(),
                        inner.what + " takes a mapping, not " + scalar.value(),
                        "Write its keys, such as " + String.join(", ", inner.keys().stream().limit(4).toList()));
            } else {
                child.text = scalar.value();
            }
        }
    }

    private boolean isLegal(Yaml.Scalar scalar) {
        Optional<String> illegal = XmlCharacters.firstIllegal(scalar.value());
        illegal.ifPresent(character ->
                problems.add(scalar.span(), "The value has the control character " + character, "Remove it"));
        return illegal.isEmpty();
    }

    private static boolean isXmlName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean start = Character.isLetter(c) || c == '_';
            if (!start && (i == 0 || !(Character.isDigit(c) || c == '-' || c == '.' || c == ':'))) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
