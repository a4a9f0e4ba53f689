package dev.holdfast.cli.show.page;

import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All values of a device or of the domain, which a browser shows when it is asked to.
 *
 * @param id by which its button calls it
 * @param title what it is about
 * @param values the values by path
 * @param others the other VM's, by path; null where there is none to compare with
 * @param elsewhere what the other VM's values are to these: {@code was} or {@code now}
 */
record Card(
        String id, String title, Map<String, Held> values, @Nullable Map<String, Held> others, String elsewhere) {

    /** Writes it. */
    void to(Chips chips) {
        Html html = chips.html();
        html.line().open("div", "class", "card", "id", id, "popover", "auto", "role", "dialog", "aria-label", title);
        html.open("div", "class", "top").leaf("h2", title);
        html.leaf(
                        "button", "Close", "type", "button", "class", "close", "popovertarget", id,
                        "popovertargetaction", "hide")
                .close();
        html.open("table").open("tbody");
        values.forEach((path, held) -> value(path, held, chips));
        html.close().close().close();
    }

    private void value(String path, Held held, Chips chips) {
        Html html = chips.html();
        Held other = others == null ? null : others.get(path);
        boolean differs = others != null && Fate.isOther(held, other);
        html.line().open("tr", "class", differs ? "differs" : null);
        html.leaf("th", Facts.below(path), "scope", "row");
        html.open("td").leaf("span", held.value().isEmpty() ? "–" : held.value(), "class", "value");
        if (differs) {
            html.leaf("span", elsewhere + " " + (other == null ? "not there" : other.value()), "class", "other");
        }
        html.close().open("td", "class", "by");
        chips.decider(held);
        html.close().close();
    }
}
