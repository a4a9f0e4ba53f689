package dev.holdfast.spec;

import java.util.ArrayList;
import java.util.List;

/** Changes to a text, made all at once, so that every offset is one of the text as it was. */
public final class TextEdits {

    private record Edit(int start, int end, String replacement) {}

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    /** For this text. */
    public TextEdits(String text) {
        this.text = text;
    }

    /** Puts something in at an offset; what is put in at one offset keeps the order of the calls. */
    public void insert(int at, String what) {
        edits.add(new Edit(at, at, what));
    }

    /** Puts something in at an offset, before what was put in there. */
    public void insertFirst(int at, String what) {
        edits.addFirst(new Edit(at, at, what));
    }

    /** Puts something in the place of what stands from one offset to another. */
    public void replace(int start, int end, String what) {
        edits.add(new Edit(start, end, what));
    }

    /** The text with every change made; what is put in amid something that goes stands behind it. */
    public String apply() {
        if (edits.isEmpty()) {
            return text;
        }
        // Not by Comparator.comparingInt, whose lambda no cache of the JVM's keeps: a start would wait for it.
        edits.sort((one, other) -> Integer.compare(one.start(), other.start()));
        StringBuilder out = new StringBuilder(
                text.length() + edits.stream().mapToInt(edit -> edit.replacement().length()).sum());
        int at = 0;
        for (Edit edit : edits) {
            out.append(text, at, Math.max(at, edit.start())).append(edit.replacement());
            at = Math.max(at, edit.end());
        }
        return out.append(text, at, text.length()).toString();
    }

    /** The line break that the text uses. */
    public String lineBreak() {
        int newline = text.indexOf('\n');
        return newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
    }

    /** The white space before the first character of the line that this offset is on. */
    public String indentAt(int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        int end = start;
        while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }
}
