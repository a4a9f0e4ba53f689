package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.page.Change.End;
import java.util.List;
import java.util.function.BiConsumer;

/** The lines between two columns, each from where a device was to where it is. */
final class Links {

    private Links() {}

    /**
     * Draws them. One unit down is one row, whatever height a row has, and a hundred across are the whole way.
     *
     * @param rows how many rows the columns have
     */
    static void draw(List<Change> changes, int rows, Html html) {
        html.line().open(
                "svg", "class", "links", "viewBox", "0 0 100 " + rows, "preserveAspectRatio", "none", "role", "img",
                "aria-label", "Lines from where devices were to where they are");
        for (Change change : changes) {
            moved(change, (was, is) -> {
                String from = was.line() + ".5";
                String to = is.line() + ".5";
                String path = "M0 " + from + "C55 " + from + " 45 " + to + " 100 " + to;
                html.line().open("path", "class", "link", "id", id(is), "d", path);
                html.leaf("title", change.what() + ": " + change.way()).close();
            });
        }
        html.close();
    }

    /** The rules by which a line stands out while either of its ends is pointed at or has the focus. */
    static String rules(List<Change> changes) {
        StringBuilder rules = new StringBuilder();
        for (Change change : changes) {
            moved(change, (was, is) -> rules.append(rule(was, is)).append(",\n").append(rule(is, is))
                    .append("{stroke-width:4;opacity:1}\n"));
        }
        return rules.toString();
    }

    private static void moved(Change change, BiConsumer<End, End> then) {
        if (change.fate() == Fate.MOVED && change.before() != null && change.after() != null) {
            then.accept(change.before(), change.after());
        }
    }

    private static String rule(End pointedAt, End is) {
        return ".pair:has(#" + pointedAt.anchor() + ":is(:hover,:focus-within)) #" + id(is);
    }

    private static String id(End is) {
        return "link-" + is.anchor();
    }
}
