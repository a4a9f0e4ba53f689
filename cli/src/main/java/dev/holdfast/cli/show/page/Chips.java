package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.Value;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Made;
import org.jspecify.annotations.Nullable;

/**
 * Values, each with the mark and in the colour of who decided it.
 *
 * @param made by whom the lock was made that holds them
 */
record Chips(Made made, Html html) {

    /** The marks' outlines, to be written once in a page. */
    static void marks(Html html) {
        html.line().open("svg", "class", "marks", "width", "0", "height", "0", "aria-hidden", "true");
        for (Decider decider : Decider.values()) {
            html.open("symbol", "id", "mark-" + decider.style(), "viewBox", "0 0 10 10")
                    .open("path", "d", decider.mark())
                    .close()
                    .close();
        }
        html.close();
    }

    /** A mark. */
    static void mark(Decider decider, @Nullable String said, Html html) {
        html.open(
                        "svg", "class", "mark", "role", said == null ? null : "img", "aria-label", said, "aria-hidden",
                        said == null ? "true" : null)
                .open("use", "href", "#mark-" + decider.style())
                .close()
                .close();
    }

    /** A value. */
    void value(Value value) {
        Held held = value.held();
        begin(held, value.name() + ": " + held.value(), "v");
        html.leaf("span", held.value().isEmpty() ? value.name() : held.value(), "class", "text").close();
    }

    /** A place. */
    void place(Place place, @Nullable Held held) {
        if (held == null) {
            html.open("span", "class", "v place", "title", place.whole());
        } else {
            begin(held, place.whole(), "v place");
        }
        html.open("span", "class", "text");
        if (!place.lead().isEmpty()) {
            html.leaf("span", place.lead(), "class", "lead");
        }
        html.text(place.text()).close().close();
    }

    /** Who decided a value, in words. */
    void decider(Held held) {
        Decider decider = Decider.of(held, made);
        html.open("span", "class", "v " + decider.style());
        mark(decider, null, html);
        html.leaf("span", by(held), "class", "text").close();
    }

    private void begin(Held held, String title, String style) {
        Decider decider = Decider.of(held, made);
        html.open("span", "class", style + " " + decider.style(), "title", title + "\n" + by(held));
        mark(decider, by(held), html);
    }

    private static String by(Held held) {
        String written = held.written() == null ? "" : ", written " + held.written();
        return held.origin().label() + written;
    }
}
