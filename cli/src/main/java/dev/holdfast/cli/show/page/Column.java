package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.Value;
import dev.holdfast.cli.show.page.Row.Shape;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.LockedDevice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows below each other, as one column of the page. */
final class Column {

    private final String name;
    private final @Nullable Comparison comparison;
    private final Chips chips;
    private final Html html;
    private List<Integer> wires = List.of();
    private int count;

    /**
     * A column.
     *
     * @param name with which the ids of its rows begin; {@code old} where something newer stands beside it
     * @param comparison what became of its devices; null where nothing is compared
     */
    Column(String name, @Nullable Comparison comparison, Chips chips) {
        this.name = name;
        this.comparison = comparison;
        this.chips = chips;
        this.html = chips.html();
    }

    /** The column of these rows, of which null is an empty line. */
    void write(String style, String label, List<? extends @Nullable Row> rows) {
        html.line().open("ol", "class", "column " + style, "aria-label", label);
        for (Row row : rows) {
            if (row == null) {
                html.line().open("li", "class", "row blank", "aria-hidden", "true");
                Wires.passing(wires, html);
                html.close();
            } else {
                row(row);
                wires = row.wiresBelow();
            }
        }
        html.close();
    }

    private void row(Row row) {
        LockedDevice device = row.device();
        Fate fate = device == null || comparison == null ? Fate.STAYED : comparison.fate(device);
        String id = device != null && comparison != null ? comparison.anchor(device) : name + ++count;
        String style = "row " + lower(row.shape().name()) + (fate == Fate.STAYED ? "" : " " + lower(fate.name()));
        html.line().open("li", "class", style, "id", id);
        Wires.of(row, html);
        if (device == null) {
            html.open("div", "class", "line").open("span", "class", "what");
            html.leaf("b", row.bus(), "title", row.bus()).close().close();
        } else {
            html.open("button", "class", "line", "type", "button", "popovertarget", id + "-values");
            line(row, device, fate);
            html.close();
            card(device, row, id);
        }
        html.close();
    }

    private void line(Row row, LockedDevice device, Fate fate) {
        Place place = Place.of(device);
        if (place != null) {
            chips.place(place, Value.address(device));
        }
        Words words = Words.of(device, row.shape());
        boolean bus = row.shape() == Shape.BUS;
        String title = bus ? row.bus() : words.kind();
        html.open("span", "class", "what").leaf("b", title, "title", title);
        Value named = words.name();
        if (named != null && !bus) {
            chips.value(named);
        }
        html.close().open("span", "class", "rest");
        words.rest().forEach(chips::value);
        html.close();
        if (row.shape() == Shape.FREE || fate != Fate.STAYED) {
            html.open("span", "class", "tags");
            if (row.shape() == Shape.FREE) {
                html.leaf("span", "free", "class", "tag vacant");
            }
            if (fate != Fate.STAYED) {
                html.open("span", "class", "tag fate").leaf("span", fate.sign(), "class", "sign", "aria-hidden", "true");
                html.leaf("span", fate.word(), "class", "word").close();
            }
            html.close();
        }
    }

    private void card(LockedDevice device, Row row, String id) {
        LockedDevice twin = comparison == null ? null : comparison.twin(device);
        Map<String, Held> others = twin == null ? null : twin.facts();
        String elsewhere = name.equals("old") ? "now" : "was";
        new Card(id + "-values", Words.of(device, row.shape()).line(), device.facts(), others, elsewhere).to(chips);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
