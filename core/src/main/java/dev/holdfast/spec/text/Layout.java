package dev.holdfast.spec.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a text is laid out: where values end and lines break, and how its owner sets them in. */
final class Layout {

    private final String text;
    private final YamlText yaml;
    private final Printer printer;

    Layout(String text, YamlText yaml) {
        this.text = text;
        this.yaml = yaml;
        Steps steps = new Steps();
        if (yaml.root() != null) {
            steps.look(yaml.root(), -1);
        }
        int line = text.indexOf('\n');
        this.printer = new Printer(
                line > 0 && text.charAt(line - 1) == '\r' ? "\r\n" : "\n",
                steps.mapping > 0 ? steps.mapping : 2,
                Math.max(steps.sequence, 0),
                isJson());
    }

    /** The owner's own layout. */
    Printer printer() {
        return printer;
    }

    private boolean isJson() {
        return yaml.root() instanceof Yaml.Mapping(List<Yaml.Entry> entries, boolean flow, Yaml.Span span)
                && flow
                && (entries.isEmpty() || text.charAt(entries.get(0).key().span().start()) == '"');
    }

    /** The first indentation of each kind sets the style. */
    private static final class Steps {

        int mapping;
        int sequence = -1;

        void look(Yaml value, int column) {
            if (value instanceof Yaml.Mapping(List<Yaml.Entry> entries, boolean flow, _) && !entries.isEmpty()) {
                int own = entries.get(0).key().span().column() - 1;
                if (column >= 0 && mapping == 0 && !flow) {
                    mapping = own - column;
                }
                for (Yaml.Entry entry : entries) {
                    if (mapping > 0 && sequence >= 0) {
                        return;
                    }
                    look(entry.value(), flow ? -1 : own);
                }
            } else if (value instanceof Yaml.Sequence(List<Yaml> items, boolean flow, Yaml.Span span)) {
                if (column >= 0 && sequence < 0 && !flow) {
                    sequence = span.column() - 1 - column;
                }
                for (Yaml item : items) {
                    look(item, -1);
                }
            }
        }
    }

    /** Where a value's own characters end. The parser's mark of a block lies behind the comments and lines that follow. */
    int end(Yaml value) {
        if (yaml.aliases().containsKey(value)) {
            return value.span().end();
        }
        if (value instanceof Yaml.Scalar(_, Yaml.Style style, Yaml.Span span)) {
            return style == Yaml.Style.BLOCK ? blockEnd(span) : span.end();
        }
        boolean flow = value instanceof Yaml.Mapping mapping ? mapping.flow() : ((Yaml.Sequence) value).flow();
        return flow ? value.span().end() : lastEnd(value);
    }

    /** Where the last value in a collection ends. */
    int lastEnd(Yaml collection) {
        if (collection instanceof Yaml.Mapping mapping) {
            Yaml.Entry last = mapping.entries().getLast();
            return Math.max(end(last.value()), last.key().span().end());
        }
        return collection instanceof Yaml.Sequence sequence
                ? end(sequence.items().getLast())
                : collection.span().end();
    }

    /** A block's trailing empty lines are part of it only where its header says to keep them. */
    private int blockEnd(Yaml.Span span) {
        int headerEnd = lineEnd(span.start());
        boolean keep = text.substring(span.start(), headerEnd).split("#", 2)[0].contains("+");
        int end = Math.min(span.end(), text.length());
        if (keep) {
            return end > 0 && text.charAt(end - 1) == '\n' ? end - 1 : end;
        }
        while (end > headerEnd && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Where the line ends in which this is, before its line break. */
    int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            return text.length();
        }
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** The end of the last line that belongs to what ends here: comments that are set in further follow it. */
    int behind(int at, int column) {
        int end = lineEnd(at);
        int next = end;
        while (next < text.length()) {
            int first = next;
            while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
                first++;
            }
            if (first >= text.length()
                    || text.charAt(first) != '#'
                    || first - text.lastIndexOf('\n', first) - 1 <= column) {
                break;
            }
            next = lineEnd(first);
            end = next;
        }
        return end;
    }

    /** True where nothing but a comment follows in the line. */
    boolean isLineDone(int at) {
        String rest = text.substring(at, lineEnd(at)).strip();
        return rest.isEmpty() || rest.startsWith("#");
    }

    /** How far a block mapping is set in. */
    int column(Yaml.Mapping mapping) {
        return mapping.entries().get(0).key().span().column() - 1;
    }

    /** How far a block list's dashes are set in. */
    int dash(Yaml.Sequence sequence) {
        int start = sequence.span().start();
        if (text.charAt(start) == '-') {
            return sequence.span().column() - 1;
        }
        int line = lineEnd(start);
        while (true) {
            int first = line;
            while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
                first++;
            }
            if (first >= text.length() || text.charAt(first) == '-') {
                return first - text.lastIndexOf('\n', first) - 1;
            }
            line = lineEnd(first);
        }
    }

    /** Where the next dash of a block list stands that is set in this far. */
    int nextDash(int from, int column) {
        int line = text.lastIndexOf('\n', from - 1) + 1;
        while (true) {
            int at = line + column;
            if (at >= from && at < text.length() && text.charAt(at) == '-' && text.substring(line, at).isBlank()) {
                return at;
            }
            line = text.indexOf('\n', line) + 1;
            if (line == 0) {
                throw new IllegalStateException("no dash behind " + from);
            }
        }
    }

    /** How far the parts of a collection in braces are set in where they have lines of their own; -1 where not. */
    int spreadColumn(Yaml collection) {
        Yaml.Span first =
                switch (collection) {
                    case Yaml.Mapping mapping -> mapping.entries().get(0).key().span();
                    case Yaml.Sequence sequence -> sequence.items().get(0).span();
                    case Yaml.Scalar scalar -> scalar.span();
                };
        int line = text.lastIndexOf('\n', first.start()) + 1;
        return text.substring(line, first.start()).isBlank() ? first.start() - line : -1;
    }

    /** Where a comma follows before a collection in braces closes; -1 where none does. */
    int comma(int from, int end) {
        for (int i = from; i < end - 1; i++) {
            char c = text.charAt(i);
            if (c == ',') {
                return i;
            }
            if (c == '#') {
                i = lineEnd(i);
            }
        }
        return -1;
    }

    /** True for all of the document, which no key or dash stands before. */
    boolean isRoot(Yaml value) {
        return value == yaml.root();
    }

    /** The block mapping in which this is a key's value; null where it isn't. */
    Yaml.@Nullable Mapping blockParent(Yaml value) {
        return yaml.root() == null ? null : parent(yaml.root(), value);
    }

    private static Yaml.@Nullable Mapping parent(Yaml in, Yaml value) {
        List<Yaml> inner = List.of();
        if (in instanceof Yaml.Mapping mapping && !mapping.flow()) {
            inner = mapping.entries().stream().map(Yaml.Entry::value).toList();
            if (inner.stream().anyMatch(one -> one == value)) {
                return mapping;
            }
        } else if (in instanceof Yaml.Sequence sequence) {
            inner = sequence.items();
        }
        for (Yaml one : inner) {
            Yaml.Mapping found = parent(one, value);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
