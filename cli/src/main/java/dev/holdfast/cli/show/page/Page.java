package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.Topology;
import dev.holdfast.lock.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One file with all that a browser needs to show a VM, or two beside each other; no script, nothing from elsewhere. */
public final class Page {

    private Page() {}

    /** A VM. */
    public static String of(Side side) {
        List<Row> pci = Rows.ofPci(side.topology().roots());
        List<Row> others = Rows.ofOthers(side.topology().others());
        Html html = new Html();
        begin(Head.name(side) + " – Holdfast", "", html);
        Tally tally = Tally.of(side.topology().lock(), joined(pci, others));
        html.open("header");
        Head.write(side, "", null, tally, html);
        Legend.write(List.of(tally), html);
        html.close();
        html.line().open("main", "class", "single");
        Column column = new Column("row", null, new Chips(side.topology().lock().made(), html));
        column.write("pci", "PCI", pci);
        if (!others.isEmpty()) {
            column.write("others", "Other buses", others);
        }
        return html.close().close().close().print();
    }

    /** Two VMs beside each other; what moved is joined by lines. */
    public static String of(Side old, Side now) {
        List<Row> before = rows(old.topology());
        List<Row> after = rows(now.topology());
        Comparison comparison = new Comparison(before, after);
        List<Change> changes = comparison.devices();
        Html html = new Html();
        begin(title(old, now) + " – Holdfast", Links.rules(changes), html);
        Tally tallyBefore = Tally.of(old.topology().lock(), before);
        Tally tallyNow = Tally.of(now.topology().lock(), after);
        html.open("header", "class", "two");
        Head.write(old, "old", now, tallyBefore, html);
        Head.write(now, "new", old, tallyNow, html);
        Summary.write(comparison, changes, Comparison.ofDomains(domain(old), domain(now)), html);
        Legend.write(List.of(tallyBefore, tallyNow), html);
        html.close();
        html.line().open("main", "class", "pair");
        int lines = comparison.lines().size();
        new Column("old", comparison, new Chips(old.topology().lock().made(), html))
                .write("old", "Old: " + old.file(), comparison.lines().stream().map(Lines.Line::old).toList());
        Links.draw(changes, lines, html);
        new Column("new", comparison, new Chips(now.topology().lock().made(), html))
                .write("new", "New: " + now.file(), comparison.lines().stream().map(Lines.Line::now).toList());
        return html.close().close().close().print();
    }

    private static Map<String, Held> domain(Side side) {
        return side.topology().lock().domain();
    }

    private static String title(Side old, Side now) {
        String before = Head.name(old);
        String after = Head.name(now);
        return before.equals(after) ? after : before + " → " + after;
    }

    private static List<Row> rows(Topology topology) {
        return joined(Rows.ofPci(topology.roots()), Rows.ofOthers(topology.others()));
    }

    private static List<Row> joined(List<Row> some, List<Row> more) {
        List<Row> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static void begin(String title, String rules, Html html) {
        Stylesheet style = Stylesheet.with(rules);
        html.line().open("html", "lang", "en").line().open("head").line();
        html.alone("meta", "charset", "utf-8").line();
        html.alone("meta", "http-equiv", "Content-Security-Policy", "content", style.policy()).line();
        html.alone("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
        html.alone("meta", "name", "color-scheme", "content", "light dark").line();
        // An empty one, or a browser would ask the server for one.
        html.alone("link", "rel", "icon", "href", "data:,").line();
        html.leaf("title", title).line().leaf("style", style.text()).close().line().open("body");
        Chips.marks(html);
        html.line();
    }
}
