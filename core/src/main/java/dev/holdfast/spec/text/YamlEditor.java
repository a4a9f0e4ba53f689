package dev.holdfast.spec.text;

import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.TextEdits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what was added into a text, behind what is there; no line that stands is touched but where it must be. */
public final class YamlEditor {

    /** What becomes of an entry where its key is taken. */
    @FunctionalInterface
    public interface Collision {
        /**
         * The entry under another key; null where it was put elsewhere already.
         *
         * @param there what stands below the key
         */
        Yaml.@Nullable Entry resolve(Yaml.Mapping mapping, Yaml.Entry there, Yaml.Entry entry);
    }

    private final String file;
    private final String text;
    private final YamlText yaml;
    private final Layout layout;
    private final TextEdits edits;
    private final Removals removals;
    private final Listing listing;
    /** What was added to values that an alias makes stand in several places, by identity. */
    private final Map<Yaml, List<?>> shared = new IdentityHashMap<>();
    private final Set<Yaml> sharedValues = Collections.newSetFromMap(new IdentityHashMap<>());

    /** For this text. */
    public YamlEditor(String file, String text, YamlText yaml) {
        this.file = file;
        this.text = text;
        this.yaml = yaml;
        this.layout = new Layout(text, yaml);
        this.edits = new TextEdits(text);
        this.removals = new Removals(text, layout, edits);
        this.listing = new Listing(text, yaml, layout, edits, removals);
        yaml.aliases().values().forEach(this::noteShared);
    }

    private void noteShared(Yaml value) {
        if (!sharedValues.add(value)) {
            return;
        }
        switch (value) {
            case Yaml.Mapping mapping -> mapping.entries().forEach(entry -> noteShared(entry.value()));
            case Yaml.Sequence sequence -> sequence.items().forEach(this::noteShared);
            case Yaml.Scalar scalar -> {
                // Nothing below it.
            }
        }
    }

    /** The text with all edits in it. */
    public String text() {
        removals.write();
        return edits.apply();
    }

    /** Begins a document that has no content yet. */
    public void begin(List<Yaml.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Yaml root = yaml.root();
        if (root != null) {
            edits.replace(root.span().start(), root.span().end(), "");
        }
        String document = layout.printer().document(entries);
        boolean open = yaml.end() > 0 && text.charAt(yaml.end() - 1) != '\n' && !text.equals("\uFEFF");
        edits.insert(yaml.end(), open ? layout.printer().eol() + document : document);
    }

    /** True for a value that an alias makes stand in other places too, or that is within one. */
    public boolean isShared(Yaml written) {
        return sharedValues.contains(written);
    }

    /** Takes an entry out. */
    public void remove(Yaml.Mapping written, Yaml.Entry entry) {
        checkRemoval(written, entry.value());
        removals.add(written, entry);
    }

    /** Takes an item out. */
    public void remove(Yaml.Sequence written, Yaml item) {
        checkRemoval(written, item);
        removals.add(written, item);
    }

    private void checkRemoval(Yaml from, Yaml part) {
        if (isShared(from) || yaml.aliases().containsKey(from) || !yaml.aliases().containsKey(part) && isUsedElsewhere(part)) {
            throw unusable(part, "is used in several places, of which one now goes without it");
        }
    }

    private boolean isUsedElsewhere(Yaml part) {
        return isShared(part)
                || switch (part) {
                    case Yaml.Mapping mapping ->
                        mapping.entries().stream().anyMatch(entry -> isUsedElsewhere(entry.value()));
                    case Yaml.Sequence sequence -> sequence.items().stream().anyMatch(this::isUsedElsewhere);
                    case Yaml.Scalar scalar -> false;
                };
    }

    /** The entry of this key that stays. */
    public Yaml.@Nullable Entry standing(Yaml.Mapping mapping, String key) {
        Yaml.Entry entry = mapping.entry(key);
        return entry == null || removals.isGone(mapping, entry) ? null : entry;
    }

    /** Puts a value in the place of what the owner wrote. */
    public void replace(Yaml.Scalar written, String value) {
        replace(written, Yaml.text(value));
    }

    /** Puts a value in the place of what the owner wrote, in the same quotes. */
    public void replace(Yaml.Scalar written, Yaml.Scalar saying) {
        String value = saying.value();
        if (isShared(written)) {
            throw unusable(written, "is used in several places, of which one now needs another value");
        }
        StringBuilder out = new StringBuilder();
        char first = text.charAt(written.span().start());
        if (first == '\'' && value.indexOf('\'') < 0) {
            out.append('\'').append(value).append('\'');
        } else if (first == '"' || saying.style() != Yaml.Style.PLAIN && layout.printer().json()) {
            Quoting.quote(value, out);
        } else if (saying.style() == Yaml.Style.PLAIN) {
            out.append(value);
        } else {
            Quoting.write(value, true, out);
        }
        edits.replace(written.span().start(), layout.end(written), out.toString());
    }

    /** Puts a mapping, in braces, in the place of a single value. */
    public void replace(Yaml.Scalar written, List<Yaml.Entry> entries) {
        StringBuilder out = new StringBuilder();
        layout.printer().flow(Yaml.mapping(entries), out);
        edits.replace(written.span().start(), layout.end(written), out.toString());
    }

    /** Makes a list of what stands below a key, with more behind it; false where the text has no way to do that. */
    public boolean list(Yaml.Mapping parent, Yaml standing, List<Yaml> more) {
        return !isShared(standing) && listing.list(parent, standing, more);
    }

    /** Adds entries whose keys aren't there yet, or have no value, to a mapping. */
    public void append(Yaml.Mapping written, List<Yaml.Entry> entries) {
        append(written, entries, (mapping, there, entry) -> {
            throw new IllegalStateException(entry.key().value() + " is there already");
        });
    }

    /** Adds entries to a mapping. */
    public void append(Yaml.Mapping written, List<Yaml.Entry> entries, Collision collision) {
        if (isDone(written, entries) || entries.isEmpty()) {
            return;
        }
        Yaml.Mapping mapping = (Yaml.Mapping) yaml.aliases().getOrDefault(written, written);
        List<Yaml.Entry> added = new ArrayList<>(entries.size());
        for (Yaml.Entry entry : entries) {
            place(mapping, entry, collision, added);
        }
        if (added.isEmpty() || removals.refill(mapping, Yaml.mapping(added))) {
            return;
        }
        StringBuilder out = new StringBuilder();
        if (!mapping.flow()) {
            int column = layout.column(mapping);
            layout.printer().entries(added, column, out);
            edits.insert(layout.behind(layout.end(mapping), column), out.toString());
        } else if (!mapping.entries().isEmpty()) {
            appendFlow(mapping, added.stream().map(FlowPart::of).toList());
        } else if (!replaceEmpty(mapping, Yaml.mapping(added))) {
            layout.printer().flow(Yaml.mapping(added), out);
            edits.insert(layout.end(mapping) - 1, out.substring(1, out.length() - 1));
        }
    }

    /** Finds the place of an entry: its own key, or what a collision makes of it. */
    private void place(Yaml.Mapping mapping, Yaml.Entry entry, Collision collision, List<Yaml.Entry> added) {
        Yaml.Entry open = entry;
        while (open != null) {
            Yaml.Entry there = standing(mapping, open.key().value());
            if (there == null) {
                added.add(open);
                return;
            }
            if (Yaml.isNull(there.value())) {
                fill(mapping, there, open.value());
                return;
            }
            open = collision.resolve(mapping, there, open);
        }
    }

    /** Adds items to a list. */
    public void append(Yaml.Sequence written, List<Yaml> items) {
        if (isDone(written, items) || items.isEmpty()) {
            return;
        }
        Yaml.Sequence sequence = (Yaml.Sequence) yaml.aliases().getOrDefault(written, written);
        if (removals.refill(sequence, Yaml.sequence(items))) {
            return;
        }
        StringBuilder out = new StringBuilder();
        if (!sequence.flow()) {
            int column = layout.dash(sequence);
            layout.printer().items(items, column, out);
            edits.insert(layout.behind(layout.end(sequence), column), out.toString());
        } else if (!sequence.items().isEmpty()) {
            appendFlow(sequence, items.stream().map(FlowPart::of).toList());
        } else if (!replaceEmpty(sequence, Yaml.sequence(items))) {
            layout.printer().flow(Yaml.sequence(items), out);
            edits.insert(layout.end(sequence) - 1, out.substring(1, out.length() - 1));
        }
    }

    /** What goes between two commas within braces. */
    private interface FlowPart {

        void write(Printer printer, int column, boolean spread, StringBuilder out);

        static FlowPart of(Yaml.Entry entry) {
            return (printer, column, spread, out) -> {
                if (spread) {
                    printer.spreadEntry(entry, column, out);
                } else {
                    StringBuilder braced = new StringBuilder();
                    printer.flow(Yaml.mapping(List.of(entry)), braced);
                    out.append(braced, 1, braced.length() - 1);
                }
            };
        }

        static FlowPart of(Yaml item) {
            return (printer, column, spread, out) -> {
                if (spread) {
                    printer.spread(item, column, out);
                } else {
                    printer.flow(item, out);
                }
            };
        }
    }

    private void appendFlow(Yaml collection, List<FlowPart> parts) {
        int behind = layout.lastEnd(collection);
        int comma = layout.comma(behind, layout.end(collection));
        int spread = layout.spreadColumn(collection);
        int at = comma < 0 ? behind : comma + 1;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0 || comma < 0) {
                out.append(',');
            }
            if (spread >= 0) {
                layout.printer().newLine(spread, out);
            } else {
                out.append(' ');
            }
            parts.get(i).write(layout.printer(), Math.max(spread, 0), spread >= 0, out);
        }
        if (spread >= 0 && layout.isLineDone(at)) {
            int rest = comma < 0 ? 1 : 0;
            edits.insert(at, out.substring(0, rest));
            edits.insert(layout.lineEnd(at), out.substring(rest));
        } else {
            edits.insert(at, out.toString());
        }
    }

    /** Puts a value behind a key that has none. */
    private void fill(Yaml.Mapping mapping, Yaml.Entry there, Yaml value) {
        Yaml.Span none = there.value().span();
        StringBuilder out = new StringBuilder();
        if (mapping.flow() || value instanceof Yaml.Scalar) {
            out.append(none.start() == none.end() ? " " : "");
            layout.printer().flow(value, out);
            edits.replace(none.start(), none.end(), out.toString());
        } else {
            putBelow(none, layout.column(mapping), value);
        }
    }

    /** An empty {@code {}} or {@code []} on a key's line makes way for lines below it. */
    private boolean replaceEmpty(Yaml empty, Yaml value) {
        Yaml.Mapping parent = layout.blockParent(empty);
        if (parent == null || !layout.isLineDone(empty.span().end())) {
            return false;
        }
        putBelow(empty.span(), layout.column(parent), value);
        listing.noteLowered(empty);
        return true;
    }

    private void putBelow(Yaml.Span old, int column, Yaml value) {
        int start = old.start();
        while (old.start() < old.end() && text.charAt(start - 1) == ' ') {
            start--;
        }
        edits.replace(start, old.end(), "");
        StringBuilder out = new StringBuilder();
        layout.printer().value(value, column, out);
        edits.insert(layout.lineEnd(old.end()), out.toString());
    }

    /** One value that stands in several places takes one addition, for all of them or none. */
    private boolean isDone(Yaml written, List<?> added) {
        if (yaml.aliases().isEmpty()) {
            return false;
        }
        Yaml value = yaml.aliases().getOrDefault(written, written);
        List<?> before = shared.putIfAbsent(value, added);
        if (before != null && !before.equals(added)) {
            throw unusable(written, "is used in several places, which now need different values");
        }
        return before != null;
    }

    /** Refuses what the text has no way to say. */
    public UnusableInputException unusable(Yaml at, String what) {
        return unusable(at, what, "Write it out in each place");
    }

    /** Refuses what the text has no way to say. */
    public UnusableInputException unusable(Yaml at, String what, String remedy) {
        return new UnusableInputException(
                Problem.at(new Place(file, at.span().line(), at.span().column()), "This " + what, remedy));
    }
}
