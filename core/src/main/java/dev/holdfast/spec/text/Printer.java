package dev.holdfast.spec.text;

import java.util.List;

/**
 * Lays values out as text. Every line begins with the line break before it, so that a layout goes behind the end of any
 * line, the last of a file included.
 *
 * @param eol the line break
 * @param step how many columns a mapping is set in from its parent
 * @param listStep how many columns a list's dashes are set in from its key
 * @param json whether strings and keys are written as JSON has them, where braces are used
 */
public record Printer(String eol, int step, int listStep, boolean json) {

    /** The layout of new documents. */
    public static final Printer PLAIN = new Printer("\n", 2, 0, false);

    /** The layout of JSON. */
    public static final Printer JSON = new Printer("\n", 2, 2, true);

    /** A whole document. */
    public String document(List<Yaml.Entry> entries) {
        StringBuilder out = new StringBuilder(4096);
        if (entries.isEmpty()) {
            return "{}" + eol;
        }
        for (Yaml.Entry entry : entries) {
            entry(entry, 0, out);
            out.append(eol);
        }
        return out.toString();
    }

    /** Entries of a block mapping, each on lines of its own. */
    public void entries(List<Yaml.Entry> entries, int column, StringBuilder out) {
        for (Yaml.Entry entry : entries) {
            newLine(column, out);
            entry(entry, column, out);
        }
    }

    /** Items of a block list, each on lines of its own. */
    public void items(List<Yaml> items, int column, StringBuilder out) {
        for (Yaml item : items) {
            newLine(column, out);
            out.append("- ");
            if (item instanceof Yaml.Mapping(List<Yaml.Entry> entries, boolean flow, Yaml.Span span)
                    && !entries.isEmpty()) {
                entry(entries.get(0), column + 2, out);
                entries(entries.subList(1, entries.size()), column + 2, out);
            } else {
                inline(item, column + 2, out);
            }
        }
    }

    private void entry(Yaml.Entry entry, int column, StringBuilder out) {
        scalar(entry.key(), false, out);
        out.append(':');
        value(entry.value(), column, out);
    }

    /** A value behind its key's colon. */
    public void value(Yaml value, int column, StringBuilder out) {
        if (value instanceof Yaml.Mapping mapping && !mapping.entries().isEmpty()) {
            entries(mapping.entries(), column + step, out);
        } else if (value instanceof Yaml.Sequence sequence && !sequence.items().isEmpty()) {
            items(sequence.items(), column + listStep, out);
        } else {
            out.append(' ');
            inline(value, column, out);
        }
    }

    private void inline(Yaml value, int column, StringBuilder out) {
        if (value instanceof Yaml.Scalar scalar && isBlock(scalar)) {
            block(scalar.value(), column + step, out);
        } else {
            flow(value, out);
        }
    }

    /** Several lines are kept as lines, unless it takes more than the plainest form of a block to say so. */
    private static boolean isBlock(Yaml.Scalar scalar) {
        String value = scalar.value();
        if (scalar.style() == Yaml.Style.PLAIN || value.indexOf('\n') <= 0 || value.charAt(0) == ' ' || value.endsWith("\n\n")) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\n' && (c < ' ' || c > '~' && !Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    private void block(String value, int column, StringBuilder out) {
        boolean ends = value.endsWith("\n");
        out.append(ends ? "|" : "|-");
        for (String line : (ends ? value.substring(0, value.length() - 1) : value).split("\n", -1)) {
            if (line.isEmpty()) {
                out.append(eol);
            } else {
                newLine(column, out);
                out.append(line);
            }
        }
    }

    /** A value within braces or on the rest of a line. */
    public void flow(Yaml value, StringBuilder out) {
        if (value instanceof Yaml.Mapping mapping) {
            out.append('{');
            for (int i = 0; i < mapping.entries().size(); i++) {
                out.append(i == 0 ? "" : ", ");
                flowEntry(mapping.entries().get(i), out);
            }
            out.append('}');
        } else if (value instanceof Yaml.Sequence sequence) {
            out.append('[');
            for (int i = 0; i < sequence.items().size(); i++) {
                out.append(i == 0 ? "" : ", ");
                flow(sequence.items().get(i), out);
            }
            out.append(']');
        } else {
            scalar((Yaml.Scalar) value, true, out);
        }
    }

    private void flowEntry(Yaml.Entry entry, StringBuilder out) {
        key(entry.key(), out);
        out.append(": ");
        flow(entry.value(), out);
    }

    /** Entries within braces that stand on lines of their own. */
    public void spreadEntry(Yaml.Entry entry, int column, StringBuilder out) {
        key(entry.key(), out);
        out.append(": ");
        spread(entry.value(), column, out);
    }

    /** A value within braces that stand on lines of their own. */
    public void spread(Yaml value, int column, StringBuilder out) {
        switch (value) {
            case Yaml.Mapping(List<Yaml.Entry> entries, boolean flow, Yaml.Span span) when !entries.isEmpty() -> {
                out.append('{');
                for (int i = 0; i < entries.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    newLine(column + step, out);
                    spreadEntry(entries.get(i), column + step, out);
                }
                newLine(column, out);
                out.append('}');
            }
            case Yaml.Sequence(List<Yaml> items, boolean flow, Yaml.Span span) when !items.isEmpty() -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    newLine(column + step, out);
                    spread(items.get(i), column + step, out);
                }
                newLine(column, out);
                out.append(']');
            }
            default -> flow(value, out);
        }
    }

    private void key(Yaml.Scalar key, StringBuilder out) {
        if (json) {
            Quoting.quote(key.value(), out);
        } else {
            Quoting.write(key.value(), true, out);
        }
    }

    private void scalar(Yaml.Scalar scalar, boolean flow, StringBuilder out) {
        if (scalar.style() == Yaml.Style.PLAIN) {
            out.append(scalar.value());
        } else if (!json) {
            Quoting.write(scalar.value(), flow, out);
        } else if (Quoting.isNumber(scalar.value())) {
            out.append(scalar.value());
        } else {
            Quoting.quote(scalar.value(), out);
        }
    }

    /** A line break, and blanks up to a column. */
    public void newLine(int column, StringBuilder out) {
        out.append(eol);
        out.repeat(' ', column);
    }
}
