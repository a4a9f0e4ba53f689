package dev.holdfast.cli.run;

import java.util.Locale;

/**
 * Colours for a terminal.
 *
 * @param on whether there are any
 */
public record Paint(boolean on) {

    /** When to colour. */
    public enum When {
        /** On a terminal, unless the environment has NO_COLOR. */
        AUTO,
        /** Always. */
        ALWAYS,
        /** Never. */
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** For a stream that is a terminal or not. */
        public Paint on(boolean terminal, Surroundings surroundings) {
            boolean wanted = terminal
                    && !surroundings.isSet("NO_COLOR")
                    && !"dumb".equals(surroundings.environment().get("TERM"));
            return new Paint(this == ALWAYS || this == AUTO && wanted);
        }
    }

    /** What matters. */
    public String bold(String text) {
        return sgr("1", text);
    }

    /** What matters less. */
    public String dim(String text) {
        return sgr("2", text);
    }

    /** What is wrong, or gone. */
    public String red(String text) {
        return sgr("31", text);
    }

    /** What the owner decided, or what is new. */
    public String green(String text) {
        return sgr("32", text);
    }

    /** What a completer decided. */
    public String yellow(String text) {
        return sgr("33", text);
    }

    /** What a format decided. */
    public String cyan(String text) {
        return sgr("36", text);
    }

    private String sgr(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
