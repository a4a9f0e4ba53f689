package dev.holdfast.yaml;

import java.util.Locale;
import java.util.Set;

/** A string as YAML, on one line. */
public final class YamlScalar {

    /** Words that a YAML reader may take for something else than text. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final int LONGEST_WORD = 5;

    /** The characters that have no meaning of their own behind a scalar's first. */
    private static final boolean[] PLAIN = plain();

    private YamlScalar() {}

    /** As text. */
    public static String of(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2);
        append(value, out);
        return out.toString();
    }

    /** Plain where every YAML reader takes it for the string that it is, else double-quoted. */
    public static void append(String value, StringBuilder out) {
        if (isPlain(value)) {
            out.append(value);
            return;
        }
        out.append('"');
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || isEscaped(c)) {
                out.append(value, done, i).append(escape(c));
                done = i + 1;
            }
        }
        out.append(value, done, value.length()).append('"');
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    /** What YAML takes for a line break or doesn't take at all (YAML 1.2, 5.1). */
    public static boolean isEscaped(char c) {
        return (c < 0x20 || c >= 0x7f) && (c < 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 || c >= 0xfffe);
    }

    /** Letters first, then only what has no meaning of its own: so no number, and with the words below no boolean. */
    public static boolean isPlain(String text, int start, int end) {
        if (start == end || !isLetter(text.charAt(start)) && text.charAt(start) != '/') {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            boolean inner = c == ' ' && i + 1 < end && text.charAt(i + 1) != ' ';
            if (!inner && (c >= PLAIN.length || !PLAIN[c])) {
                return false;
            }
        }
        return end - start > LONGEST_WORD
                || "yntfoYNTFO".indexOf(text.charAt(start)) < 0
                || !WORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    /** The same of a whole text. */
    public static boolean isPlain(String value) {
        return isPlain(value, 0, value.length());
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x80];
        for (char c = 0; c < plain.length; c++) {
            plain[c] = isLetter(c) || c >= '0' && c <= '9' || "-_./+".indexOf(c) >= 0;
        }
        return plain;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
