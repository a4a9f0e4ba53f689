package dev.holdfast.cli.show.page;

import java.util.ArrayList;
import java.util.List;

/** Who decided how many values: what the colours and marks mean, and how much of a VM each made up. */
final class Legend {

    private Legend() {}

    /**
     * Writes it.
     *
     * @param tallies of one VM, or of the old and the new one
     */
    static void write(List<Tally> tallies, Html html) {
        html.line().open("section", "class", "legend", "aria-label", "Who decided the values").leaf("h2", "Who decided");
        tallies.forEach(tally -> bar(tally, html));
        html.open("ul");
        for (Decider decider : Decider.values()) {
            if (tallies.stream().anyMatch(tally -> tally.of(decider) > 0)) {
                item(decider, tallies, html);
            }
        }
        html.close().close();
    }

    private static void item(Decider decider, List<Tally> tallies, Html html) {
        List<String> counts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Tally tally : tallies) {
            counts.add(Integer.toString(tally.of(decider)));
            String name = tally.name(decider);
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        html.line().open("li", "title", decider.meaning()).open("span", "class", "v " + decider.style());
        Chips.mark(decider, null, html);
        html.leaf("b", decider.word(), "class", "text").close();
        if (!names.isEmpty()) {
            html.leaf("span", "(" + String.join(" → ", names) + ")", "class", "who");
        }
        html.leaf("span", String.join(" → ", counts), "class", "count").close();
    }

    private static void bar(Tally tally, Html html) {
        int all = tally.values().values().stream().mapToInt(Integer::intValue).sum();
        html.line().open(
                "svg", "class", "bar", "viewBox", "0 0 " + Math.max(1, all) + " 1", "preserveAspectRatio", "none",
                "aria-hidden", "true");
        int x = 0;
        for (Decider decider : Decider.values()) {
            int width = tally.of(decider);
            if (width > 0) {
                html.open(
                                "rect", "class", decider.style(), "x", Integer.toString(x), "y", "0", "width",
                                Integer.toString(width), "height", "1")
                        .close();
            }
            x += width;
        }
        html.close();
    }
}
