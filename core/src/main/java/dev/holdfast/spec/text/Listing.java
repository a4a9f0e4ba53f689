package dev.holdfast.spec.text;

import dev.holdfast.spec.TextEdits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Makes a list of what stands alone below a key, with more behind it. What stands there keeps its lines: in a block it
 * gets a dash, within braces or in braces of its own it gets brackets.
 */
final class Listing {

    private static final String DASH = "- ";

    private final String text;
    private final YamlText yaml;
    private final Layout layout;
    private final TextEdits edits;
    private final Removals removals;
    private final Set<Yaml> lowered = Collections.newSetFromMap(new IdentityHashMap<>());

    Listing(String text, YamlText yaml, Layout layout, TextEdits edits, Removals removals) {
        this.text = text;
        this.yaml = yaml;
        this.layout = layout;
        this.edits = edits;
        this.removals = removals;
    }

    /** Notes an empty value that has made way for lines below its key. */
    void noteLowered(Yaml empty) {
        lowered.add(empty);
    }

    /**
     * Lists a key's value.
     *
     * @param parent in which the key stands
     * @param more what comes behind it
     * @return false where the text has no way to do that
     */
    boolean list(Yaml.Mapping parent, Yaml value, List<Yaml> more) {
        if (lowered.contains(value)) {
            dashAboveTheLines(value, layout.column(parent), more);
            return true;
        }
        boolean alias = yaml.aliases().containsKey(value);
        boolean braces = !alias && value instanceof Yaml.Mapping mapping && mapping.flow();
        boolean block = !alias && !braces && value instanceof Yaml.Mapping;
        int first = block ? firstThatStays((Yaml.Mapping) value) : value.span().start();
        if (first < 0) {
            anew((Yaml.Mapping) value, parent, more);
            return true;
        }
        int line = text.lastIndexOf('\n', first - 1) + 1;
        boolean ownLine = text.substring(line, first).isBlank();
        if (parent.flow() || !ownLine && braces) {
            bracket(value, first, more);
        } else if (ownLine) {
            dashOnItsLine(value, line, first, layout.column(parent), more);
        } else if (block) {
            return false;
        } else {
            dashBelowTheKey(value, first, layout.column(parent), more);
        }
        return true;
    }

    private int firstThatStays(Yaml.Mapping block) {
        for (Yaml.Entry entry : block.entries()) {
            if (!removals.isGone(block, entry)) {
                return entry.key().span().start();
            }
        }
        return -1;
    }

    /** Where all that was said goes, an empty item stands for it. */
    private void anew(Yaml.Mapping value, Yaml.Mapping parent, List<Yaml> more) {
        Yaml empty = Yaml.mapping(List.of());
        List<Yaml> all = new ArrayList<>(more);
        all.addFirst(empty);
        if (!removals.refill(value, empty)) {
            int column = layout.column(parent);
            StringBuilder out = new StringBuilder();
            layout.printer().value(Yaml.sequence(all), column, out);
            edits.insert(layout.behind(layout.end(value), column), out.toString());
        }
    }

    private void bracket(Yaml value, int first, List<Yaml> more) {
        StringBuilder out = new StringBuilder();
        for (Yaml item : more) {
            out.append(", ");
            layout.printer().flow(item, out);
        }
        // With the character before it, because the value itself may be replaced.
        edits.replace(first - 1, first, text.charAt(first - 1) + "[");
        edits.insert(layout.end(value), out.append(']').toString());
    }

    /** The dash takes the room that its line is set in by; where there is too little, it has a line of its own. */
    private void dashOnItsLine(Yaml value, int line, int first, int column, List<Yaml> more) {
        int room = first - line - DASH.length();
        if (room >= column) {
            edits.replace(first - DASH.length(), first, DASH);
            append(value, room, more);
        } else {
            edits.insert(line, " ".repeat(column) + "-" + layout.printer().eol());
            append(value, column, more);
        }
    }

    /** The lines are set in further than their key, and so than the dash. */
    private void dashAboveTheLines(Yaml value, int column, List<Yaml> more) {
        edits.insertFirst(
                layout.lineEnd(value.span().end()), layout.printer().eol() + " ".repeat(column) + "-");
        append(value, column, more);
    }

    /** As far out as it may stand, so that lines that follow the value's first are set in further. */
    private void dashBelowTheKey(Yaml value, int first, int column, List<Yaml> more) {
        int blank = first;
        while (text.charAt(blank - 1) == ' ') {
            blank--;
        }
        edits.replace(blank, first, layout.printer().eol() + " ".repeat(column) + DASH);
        append(value, column, more);
    }

    private void append(Yaml value, int column, List<Yaml> more) {
        StringBuilder out = new StringBuilder();
        layout.printer().items(more, column, out);
        edits.insert(layout.behind(layout.end(value), column), out.toString());
    }
}
