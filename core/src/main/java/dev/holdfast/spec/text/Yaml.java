package dev.holdfast.spec.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A YAML value, as it stands in a text or as it is to be written into one. Scalars are what was written, untyped. */
public sealed interface Yaml {

    /** Where it stands; {@link Span#NONE} for one that isn't written yet. */
    Span span();

    /**
     * Where something stands in a text.
     *
     * @param start its first character's offset
     * @param end the offset behind it
     * @param line its line, counted from 1
     * @param column its column, counted from 1
     */
    record Span(int start, int end, int line, int column) {
        static final Span NONE = new Span(0, 0, 0, 0);
    }

    /** How a scalar is written. */
    enum Style {
        /** Without quotes, so that {@code null} is no value and {@code true} a truth value. */
        PLAIN,
        /** In quotes; for one to be written, quoted where it has to be. */
        TEXT,
        /** As a block, {@code |} or {@code >}. */
        BLOCK
    }

    /** One value. */
    record Scalar(String value, Style style, Span span) implements Yaml {}

    /** Keys and values, in order. */
    record Mapping(List<Entry> entries, boolean flow, Span span) implements Yaml {

        /** The entry of this key; null where there is none. */
        public @Nullable Entry entry(String key) {
            for (Entry entry : entries) {
                if (entry.key().value().equals(key)) {
                    return entry;
                }
            }
            return null;
        }
    }

    /** Values in order. */
    record Sequence(List<Yaml> items, boolean flow, Span span) implements Yaml {}

    /** A key and its value. */
    record Entry(Scalar key, Yaml value) {}

    /** A string to be written, quoted where it has to be. */
    static Scalar text(String value) {
        return new Scalar(value, Style.TEXT, Span.NONE);
    }

    /** A word with a meaning in YAML, {@code true} or {@code null}, to be written. */
    static Scalar word(String value) {
        return new Scalar(value, Style.PLAIN, Span.NONE);
    }

    /** An entry to be written. */
    static Entry entry(String key, Yaml value) {
        return new Entry(text(key), value);
    }

    /** A mapping to be written. */
    static Mapping mapping(List<Entry> entries) {
        return new Mapping(entries, false, Span.NONE);
    }

    /** A sequence to be written. */
    static Sequence sequence(List<Yaml> items) {
        return new Sequence(items, false, Span.NONE);
    }

    /** True for no value: nothing, {@code ~} or {@code null}. */
    static boolean isNull(Yaml value) {
        return value instanceof Scalar(String word, Style style, Span span)
                && style == Style.PLAIN
                && (word.isEmpty() || word.equals("~") || word.equals("null") || word.equals("Null") || word.equals("NULL"));
    }
}
