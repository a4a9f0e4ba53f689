package dev.holdfast.cli.show.page;

import dev.holdfast.lock.Held;
import dev.holdfast.lock.Made;
import dev.holdfast.lock.Origin;
import java.util.Locale;

/** Who decides values, as the page tells them apart: by a colour, and by a mark for whom colours say nothing. */
enum Decider {
    OWNER("owner", "who keeps the spec wrote it", "M5 .5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z"),
    FORMAT("format", "the spec's format says so where its owner says nothing", "M1 1h8v8h-8z"),
    COMPLETER("completer", "whoever completed the spec last", "M5 .5l4.8 8.8h-9.6z"),
    EARLIER("earlier", "decided once, held by the lock since", "M5 0l5 5l-5 5l-5-5z"),
    IGNORED("ignored", "the owner wrote it, and the completer left it out", "M2 .5l3 3l3-3l1.5 1.5l-3 3l3 3l-1.5 1.5l-3-3l-3 3l-1.5-1.5l3-3l-3-3z");

    private final String word;
    private final String meaning;
    private final String mark;

    Decider(String word, String meaning, String mark) {
        this.word = word;
        this.meaning = meaning;
        this.mark = mark;
    }

    /** Who decided a value of a lock that was made like this. */
    static Decider of(Held held, Made made) {
        return switch (held.origin()) {
            case Origin.Owner _ -> OWNER;
            case Origin.Format _ -> FORMAT;
            case Origin.Ignored _ -> IGNORED;
            case Origin.Completed by -> by.label().equals(made.completer()) ? COMPLETER : EARLIER;
        };
    }

    /** In one word. */
    String word() {
        return word;
    }

    /** In a sentence. */
    String meaning() {
        return meaning;
    }

    /** The class of what it decided. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its mark's outline, in a square of ten by ten. */
    String mark() {
        return mark;
    }
}
