package dev.holdfast.spec.text;

import dev.holdfast.spec.TextEdits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes entries and items out of a text, with their lines and the comments on these. */
final class Removals {

    private final String text;
    private final Layout layout;
    private final TextEdits edits;
    /** What goes out of each mapping and list, by identity. */
    private final Map<Yaml, Set<Object>> gone = new IdentityHashMap<>();
    /** What comes instead where everything goes. */
    private final Map<Yaml, Yaml> refills = new IdentityHashMap<>();
    /** Where something is added behind everything that goes. */
    private final Set<Yaml> filled = Collections.newSetFromMap(new IdentityHashMap<>());

    Removals(String text, Layout layout, TextEdits edits) {
        this.text = text;
        this.layout = layout;
        this.edits = edits;
    }

    void add(Yaml collection, Object part) {
        gone.computeIfAbsent(collection, c -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(part);
    }

    boolean isGone(Yaml collection, Object part) {
        return gone.getOrDefault(collection, Set.of()).contains(part);
    }

    /** Takes what comes where everything goes; false where it can as well be added behind. */
    boolean refill(Yaml collection, Yaml value) {
        Set<Object> parts = gone.getOrDefault(collection, Set.of());
        if (parts.isEmpty() || parts.size() < parts(collection).size()) {
            return false;
        }
        if (!isFlow(collection) && layout.blockParent(collection) != null) {
            filled.add(collection);
            return false;
        }
        refills.put(collection, value);
        return true;
    }

    void write() {
        gone.forEach((collection, parts) -> {
            List<Part> all = parts(collection);
            boolean nothingStays = parts.size() == all.size();
            if (isFlow(collection)) {
                flow(collection, all);
            } else if (collection instanceof Yaml.Mapping
                    && (!isLineStart(all.getFirst().start()) || layout.isRoot(collection) && nothingStays)) {
                compact(collection, all);
            } else {
                all.stream().filter(Part::isGone).forEach(part -> lines(part.start(), part.end()));
                if (nothingStays && !filled.contains(collection)) {
                    blank(collection, all.getFirst());
                }
            }
        });
    }

    /** An entry or item with where it stands, a block list's dash included. */
    private record Part(int start, int end, boolean isGone) {}

    private List<Part> parts(Yaml collection) {
        Set<Object> out = gone.getOrDefault(collection, Set.of());
        List<Part> parts = new ArrayList<>();
        switch (collection) {
            case Yaml.Mapping mapping -> {
                for (Yaml.Entry entry : mapping.entries()) {
                    Yaml.Span key = entry.key().span();
                    parts.add(new Part(key.start(), Math.max(key.end(), layout.end(entry.value())), out.contains(entry)));
                }
            }
            case Yaml.Sequence sequence -> {
                int at = sequence.span().start();
                for (Yaml item : sequence.items()) {
                    int start = sequence.flow() ? item.span().start() : layout.nextDash(at, layout.dash(sequence));
                    parts.add(new Part(start, layout.end(item), out.contains(item)));
                    at = layout.end(item);
                }
            }
            case Yaml.Scalar scalar -> {
                // Has no parts.
            }
        }
        return parts;
    }

    private static boolean isFlow(Yaml collection) {
        return collection instanceof Yaml.Mapping mapping && mapping.flow()
                || collection instanceof Yaml.Sequence sequence && sequence.flow();
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private boolean isLineStart(int at) {
        return text.substring(lineStart(at), at).isBlank();
    }

    /** Takes whole lines out, with the line break before them, so that what is added behind them begins a line. */
    private void lines(int start, int end) {
        int from = lineStart(start);
        int to = layout.lineEnd(end);
        if (from > 0) {
            edits.replace(from - (from > 1 && text.charAt(from - 2) == '\r' ? 2 : 1), to, "");
        } else {
            int next = text.indexOf('\n', to);
            edits.replace(0, next < 0 ? to : next + 1, "");
        }
    }

    /** A block mapping that begins on its dash's line or with the document, or is all of it and leaves. */
    private void compact(Yaml collection, List<Part> parts) {
        int kept = 0;
        while (kept < parts.size() && parts.get(kept).isGone()) {
            kept++;
        }
        int start = parts.getFirst().start();
        int after = 0;
        if (kept == parts.size()) {
            StringBuilder out = new StringBuilder();
            if (refills.get(collection) instanceof Yaml.Mapping mapping) {
                int column = start - lineStart(start);
                layout.printer().entries(mapping.entries(), column, out);
                out.delete(0, layout.printer().eol().length() + column);
            } else {
                out.append("{}");
            }
            edits.replace(start, layout.lineEnd(parts.getFirst().end()), out.toString());
            after = 1;
        } else if (kept > 0) {
            int next = parts.get(kept).start();
            int end = layout.lineEnd(parts.get(kept - 1).end());
            if (end < next && text.substring(end, next).isBlank()) {
                edits.replace(start, next, "");
                after = kept;
            } else {
                while (text.charAt(start - 1) == ' ') {
                    start--;
                }
                edits.replace(start, layout.lineEnd(parts.getFirst().end()), "");
                after = 1;
            }
        }
        parts.stream().skip(after).filter(Part::isGone).forEach(part -> lines(part.start(), part.end()));
    }

    /** Says behind the key that there is nothing below it. */
    private void blank(Yaml collection, Part first) {
        int line = lineStart(first.start());
        do {
            line = lineStart(line - 1);
        } while (layout.isLineDone(line));
        int end = line;
        for (int at = line; at < layout.lineEnd(line); at++) {
            if (text.charAt(at) == '#' && text.charAt(at - 1) == ' ') {
                break;
            }
            end = text.charAt(at) == ' ' ? end : at + 1;
        }
        edits.insert(end, collection instanceof Yaml.Mapping ? " {}" : " []");
    }

    private void flow(Yaml collection, List<Part> parts) {
        int close = layout.end(collection) - 1;
        if (parts.stream().allMatch(Part::isGone)) {
            int open = collection.span().start();
            while (text.charAt(open) != '{' && text.charAt(open) != '[') {
                open++;
            }
            StringBuilder out = new StringBuilder();
            Yaml refill = refills.get(collection);
            if (refill != null) {
                layout.printer().flow(refill, out);
            }
            edits.replace(open + 1, close, refill == null ? "" : out.substring(1, out.length() - 1));
            return;
        }
        int keptEnd = -1;
        for (Part part : parts) {
            int comma = layout.comma(part.end(), close + 1);
            if (!part.isGone()) {
                keptEnd = part.end();
            } else {
                if (comma < 0) {
                    int before = layout.comma(keptEnd, close + 1);
                    edits.replace(before, before + 1, "");
                }
                flowPart(part.start(), comma < 0 ? part.end() : comma + 1, comma < 0);
            }
        }
    }

    private void flowPart(int start, int end, boolean last) {
        if (isLineStart(start) && layout.isLineDone(end)) {
            lines(start, end);
            return;
        }
        int from = start;
        int to = end;
        while (last && text.charAt(from - 1) == ' ') {
            from--;
        }
        while (!last && text.charAt(to) == ' ') {
            to++;
        }
        edits.replace(from, to, "");
    }
}
