package dev.holdfast.spec.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in a text, made all at once. Those at the same place stand in the order in which they were asked for. */
final class Edits {

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String replacement) {}

    Edits(String text) {
        this.text = text;
    }

    void insert(int at, String addition) {
        replace(at, at, addition);
    }

    void replace(int start, int end, String replacement) {
        edits.add(new Edit(start, end, replacement));
    }

    /** The text with every replacement made; what is put in amid something that goes stands behind it. */
    String apply() {
        if (edits.isEmpty()) {
            return text;
        }
        edits.sort(Comparator.comparingInt(Edit::start));
        StringBuilder out = new StringBuilder(text.length() * 2);
        int done = 0;
        for (Edit edit : edits) {
            out.append(text, done, Math.max(done, edit.start())).append(edit.replacement());
            done = Math.max(done, edit.end());
        }
        return out.append(text, done, text.length()).toString();
    }
}
