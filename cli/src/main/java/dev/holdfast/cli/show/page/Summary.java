package dev.holdfast.cli.show.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What isn't as it was, in words: how many devices came to what, and each of them. */
final class Summary {

    /** More than these are shown when they are asked for: the drawing is what the page is about. */
    private static final int SHOWN = 12;

    private Summary() {}

    /**
     * Writes it.
     *
     * @param devices the changes of devices
     * @param domain those of the rest of the domain
     */
    static void write(Comparison comparison, List<Change> devices, List<Change> domain, Html html) {
        List<Change> all = new ArrayList<>(domain);
        all.addAll(devices);
        html.line().open("section", "class", "changes", "aria-label", "What changed");
        html.open("details", "open", all.size() > SHOWN ? null : "open").leaf("summary", counts(comparison, devices, domain));
        html.open("ul");
        all.forEach(change -> change(change, html));
        html.close().close().close();
    }

    private static String counts(Comparison comparison, List<Change> devices, List<Change> domain) {
        Map<Fate, Long> counts =
                new TreeMap<>(devices.stream().collect(Collectors.groupingBy(Change::fate, Collectors.counting())));
        counts.putIfAbsent(Fate.MOVED, 0L);
        List<String> said = new ArrayList<>();
        counts.forEach((fate, count) -> said.add(count + " " + fate.word()));
        said.add(comparison.stayed() + " stayed");
        String rest = domain.isEmpty() ? "" : "; of the domain, " + Tally.counted(domain.size(), "value") + " changed";
        return String.join(", ", said) + rest;
    }

    private static void change(Change change, Html html) {
        html.line().open("li", "class", change.fate().word());
        html.open("span", "class", "tag fate").leaf("span", change.fate().sign(), "class", "sign", "aria-hidden", "true");
        html.leaf("span", change.fate().word(), "class", "word").close();
        html.open("span", "class", "subject");
        if (change.anchor().isEmpty()) {
            html.text(change.what());
        } else {
            html.leaf("a", change.what(), "href", "#" + change.anchor());
        }
        html.text(" ").leaf("span", change.way(), "class", "way");
        change.values().forEach(value -> html.text(" ").leaf("span", value, "class", "way"));
        html.close().close();
    }
}
