package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Yaml;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A short name for an attribute or a text.
 *
 * @param key the short name
 * @param path the value
 * @param type what the element's {@code type} has to be for it, and is when it is written; null where it doesn't matter
 * @param check what it may be; null for anything
 * @param isResolved whether libvirt's answer replaces what the owner wrote
 */
record Value(String key, Path path, @Nullable String type, @Nullable Check check, boolean isResolved)
        implements ShortName {

    private static final Path TYPE = Path.of("@type");

    /** What a value may be. */
    record Check(Pattern pattern, String what, String remedy) {

        /** A MAC address that a network card can have. */
        static final Check MAC = new Check(
                Pattern.compile("[0-9a-fA-F]?[02468aceACE](:[0-9a-fA-F]{1,2}){5}"),
                "the MAC address of a network card",
                "Write six pairs of hexadecimal digits, 52:54:00:12:34:56, the first of them even");

        /** A path that no terminal or log is fooled by. */
        static final Check PATH =
                new Check(Pattern.compile("[^\\x00-\\x1F\\x7F-\\x9F]+"), "a path", "Write it without control characters");
    }

    Value(String key, String path) {
        this(key, Path.of(path), null, null, false);
    }

    @Override
    public @Nullable Complaint put(Draft draft, String value) {
        if (check != null && !check.pattern().matcher(value).matches()) {
            return new Complaint(value + " is not " + check.what(), check.remedy());
        }
        Complaint complaint = type == null ? null : ShortName.put(draft, TYPE, key, type);
        return complaint == null ? ShortName.put(draft, path, key, value) : complaint;
    }

    @Override
    public Yaml.@Nullable Scalar take(Draft draft) {
        if (type != null && !type.equals(draft.get(TYPE))) {
            return null;
        }
        String value = draft.get(path);
        if (value == null || value.isEmpty() || check != null && !check.pattern().matcher(value).matches()) {
            return null;
        }
        own(draft);
        return Yaml.text(value);
    }

    @Override
    public @Nullable String resolved(String written, Draft complete) {
        String value = isResolved ? complete.get(path) : null;
        return written.equals(value) ? null : value;
    }

    @Override
    public void own(Draft draft) {
        draft.take(path);
        if (type != null) {
            draft.take(TYPE);
        }
    }

    @Override
    public @Nullable String pattern() {
        return check == null ? null : "^(" + check.pattern().pattern() + ")$";
    }
}
