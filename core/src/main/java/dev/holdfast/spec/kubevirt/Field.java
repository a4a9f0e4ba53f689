package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.XmlCharacters;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.text.Problems;
import dev.holdfast.spec.text.Yaml;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a manifest, there or not. What is wrong with its value is noted, and it is read as if it weren't there.
 *
 * @param path its name with those above it, {@code devices.disks[0].disk}
 * @param value what is written; null where nothing is
 * @param near where it stands, or where it would
 */
record Field(String path, @Nullable Yaml value, Yaml.Span near, Problems problems) {

    /** What another parser takes for something else than a string. */
    private static final Pattern NO_STRING = Pattern.compile("[-+]?[0-9][0-9_.]*([eE][-+]?[0-9]+)?|true|false");

    private static final int LONGEST = 4096;

    boolean isThere() {
        return value != null && !Yaml.isNull(value);
    }

    Place place() {
        return problems.place(near);
    }

    /** A field of this one. */
    Field at(String key) {
        String below = path.isEmpty() ? key : path + "." + key;
        if (!isThere()) {
            return new Field(below, null, near, problems);
        }
        if (!(value instanceof Yaml.Mapping mapping)) {
            return new Field(below, null, near, problems);
        }
        Yaml.Entry entry = mapping.entry(key);
        return entry == null
                ? new Field(below, null, near, problems)
                : new Field(below, entry.value(), entry.key().span(), problems);
    }

    /** Notes it where this isn't a mapping. */
    Field mapping() {
        if (isThere() && !(value instanceof Yaml.Mapping)) {
            complain(
                    "takes fields, not " + (value instanceof Yaml.Sequence ? "a list" : "a single value"),
                    "Write its fields below it, or {} for none");
        }
        return this;
    }

    /** What is listed; nothing where there is no list. */
    List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (value instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                items.add(new Field(path + "[" + items.size() + "]", item, item.span(), problems).mapping());
            }
        } else if (isThere()) {
            complain("is a list", "Write each as - and its fields");
        }
        return items;
    }

    /** A single value as it is written; null where there is none. */
    @Nullable String raw() {
        return value instanceof Yaml.Scalar scalar && isThere() ? scalar.value() : null;
    }

    private @Nullable String scalar() {
        if (!isThere()) {
            return null;
        }
        if (value instanceof Yaml.Scalar scalar) {
            return scalar.value();
        }
        complain("takes a single value", "");
        return null;
    }

    /** A string; null where there is none. */
    @Nullable String text() {
        String text = scalar();
        if (text == null || !(value instanceof Yaml.Scalar scalar)) {
            return null;
        }
        if (scalar.style() == Yaml.Style.PLAIN && NO_STRING.matcher(text).matches()) {
            complain("is " + text + " without quotes, and Kubernetes takes only a string here", "Write \"" + text + "\"");
            return null;
        }
        if (text.length() > LONGEST || !isPrintable(text)) {
            complain(
                    text.length() > LONGEST
                            ? "has " + text.length() + " characters, more than " + LONGEST
                            : "has a character that XML has no place for",
                    "");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    private static boolean isPrintable(String text) {
        return XmlCharacters.firstIllegal(text).isEmpty()
                && text.codePoints().noneMatch(c -> c == '\r' || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** A string of this form. */
    @Nullable String text(Pattern form, String what, String remedy) {
        String text = text();
        if (text != null && !form.matcher(text).matches()) {
            complain("is " + text + ", which is not " + what, remedy);
            return null;
        }
        return text;
    }

    /** One of these words. */
    @Nullable String word(Set<String> words) {
        String text = text();
        if (text != null && !words.contains(text)) {
            complain(
                    "is " + text + ", which KubeVirt doesn't know there",
                    "Write " + String.join(", ", words.stream().sorted().toList()));
            return null;
        }
        return text;
    }

    /** A truth value; null where there is none. */
    @Nullable Boolean flag() {
        String text = scalar();
        if (text == null) {
            return null;
        }
        if (value instanceof Yaml.Scalar scalar
                && scalar.style() == Yaml.Style.PLAIN
                && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        complain("is " + text + ", which is no truth value", "Write true or false");
        return null;
    }

    boolean flag(boolean otherwise) {
        Boolean flag = flag();
        return flag == null ? otherwise : flag;
    }

    /** Whether a feature is on that is on where it is there and not told otherwise. */
    boolean isOn(boolean otherwise) {
        return isThere() ? at("enabled").flag(true) : otherwise;
    }

    /** A whole number; null where there is none, or none in this range. */
    @Nullable Long number(long least, long most) {
        String text = scalar();
        if (text == null) {
            return null;
        }
        if (text.length() <= 18 && text.matches("-?[0-9]+")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        complain("is " + text + ", which is not a whole number from " + least + " to " + most, "");
        return null;
    }

    long number(long least, long most, long otherwise) {
        Long number = number(least, most);
        return number == null ? otherwise : number;
    }

    /** An amount such as {@code 128Mi}, in whole units; null where there is none. */
    @Nullable Long quantity(RoundingMode rounding) {
        String text = scalar();
        if (text == null) {
            return null;
        }
        Long quantity = Quantity.of(text, rounding);
        if (quantity == null) {
            complain("is " + text + ", which is not an amount", "Write a number and a unit, such as 512Mi or 2Gi");
        }
        return quantity;
    }

    /** What another makes of its value where there is one. */
    <T> @Nullable T map(Function<Field, @Nullable T> reader) {
        return isThere() ? reader.apply(this) : null;
    }

    void complain(String what, String remedy) {
        problems.add(near, (path.isEmpty() ? "This" : path) + " " + what, remedy);
    }
}
