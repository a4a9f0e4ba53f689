package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.page.Row.Shape;
import java.util.List;

/** The wires to the left of a row: what leads to it, what passes it by, and the row's own socket or plug. */
final class Wires {

    /** Pixels from one level to the next. */
    private static final int STEP = 13;

    private Wires() {}

    /** Those of a row. */
    static void of(Row row, Html html) {
        int level = row.branch().level();
        begin(level + 1, html);
        row.branch().passing().forEach(passing -> down(passing, "0", "100%", html));
        if (level > 0) {
            down(level, "0", row.branch().last() ? "50%" : "100%", html);
            line(x(level), x(level + 1), "50%", "50%", html);
        }
        if (row.opens()) {
            down(level + 1, "50%", "100%", html);
        }
        glyph(row.shape(), x(level + 1), html);
        html.close();
    }

    /** Those that pass where one side has a row and the other has none. */
    static void passing(List<Integer> levels, Html html) {
        begin(levels.isEmpty() ? 1 : levels.getLast(), html);
        levels.forEach(level -> down(level, "0", "100%", html));
        html.close();
    }

    private static void begin(int levels, Html html) {
        html.open("svg", "class", "wires", "width", Integer.toString(levels * STEP + 4), "aria-hidden", "true");
    }

    private static void glyph(Shape shape, int x, Html html) {
        switch (shape) {
            case BUS -> html.open("circle", "class", "bus", "cx", "" + x, "cy", "50%", "r", "5").close();
            case PORT -> {
                square(x, 11, "port", html);
                square(x, 5, "plug", html);
            }
            case FREE -> square(x, 11, "free", html);
            case DEVICE -> square(x, 7, "plug", html);
        }
    }

    private static void square(int x, int size, String style, Html html) {
        String side = Integer.toString(size);
        html.open(
                        "rect", "class", style, "x", half(2 * x - size), "y", "50%", "width", side, "height", side, "rx",
                        size > 6 ? "2" : "1", "transform", "translate(0 -" + half(size) + ")")
                .close();
    }

    private static String half(int twice) {
        return twice / 2 + (twice % 2 == 0 ? "" : ".5");
    }

    private static void down(int level, String from, String to, Html html) {
        line(x(level), x(level), from, to, html);
    }

    private static void line(int fromX, int toX, String fromY, String toY, Html html) {
        html.open("line", "x1", "" + fromX, "x2", "" + toX, "y1", fromY, "y2", toY).close();
    }

    /** Where the wire of a level is; its rows' own glyphs are on the next one. */
    private static int x(int level) {
        return (level - 1) * STEP + STEP / 2 + 1;
    }
}
