package dev.holdfast.lock;

import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A lock as text: YAML, one fact a line, always in the same order, so that a change is readable in review.
 *
 * <p>A value is {@code [value, origin]}, or {@code [value, origin, written]} where the owner wrote something else.
 */
public final class LockText {

    private static final String HEAD = "# Made by Holdfast: what this VM's guest sees. Keep it beside the spec.\n";

    /** Words that a YAML reader may take for something else than text. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final int LONGEST_WORD = 5;

    /** The characters that have no meaning of their own behind a scalar's first. */
    private static final boolean[] PLAIN = plain();

    private LockText() {}

    /** The lock as text. */
    public static String write(Lock lock) {
        StringBuilder out = new StringBuilder(32 * 1024);
        out.append(HEAD);
        out.append("holdfast: ").append(Lock.FORMAT).append('\n');
        out.append("generation: ").append(lock.generation()).append('\n');
        out.append("made:\n");
        out.append("  at: ").append(lock.made().at()).append('\n');
        out.append("  by: ");
        scalar(lock.made().completer(), out);
        out.append("\n  qemu: ");
        scalar(lock.made().qemu(), out);
        out.append('\n');
        out.append("domain:\n");
        facts(lock.domain(), "  ", out);
        out.append("devices:");
        out.append(lock.devices().isEmpty() ? " []\n" : "\n");
        for (LockedDevice device : lock.devices()) {
            out.append("- id: ");
            scalar(device.id(), out);
            out.append("\n  listed: ").append(device.listed());
            out.append("\n  facts:\n");
            facts(device.facts(), "    ", out);
        }
        return out.toString();
    }

    private static void facts(Map<String, Held> facts, String indent, StringBuilder out) {
        facts.forEach((path, held) -> {
            out.append(indent).append(path).append(": [");
            scalar(held.value(), out);
            out.append(", ");
            scalar(held.origin().label(), out);
            String written = held.written();
            if (written != null) {
                out.append(", ");
                scalar(written, out);
            }
            out.append("]\n");
        });
    }

    static String scalar(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2);
        scalar(value, out);
        return out.toString();
    }

    /** Plain where every YAML reader takes it for the string that it is, else double-quoted. */
    private static void scalar(String value, StringBuilder out) {
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
    static boolean isEscaped(char c) {
        return (c < 0x20 || c >= 0x7f) && (c < 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 || c >= 0xfffe);
    }

    /** Letters first, then only what has no meaning of its own: so no number, and with the words below no boolean. */
    static boolean isPlain(String text, int start, int end) {
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

    static boolean isPlain(String value) {
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

    /**
     * A lock from text.
     *
     * @throws UnusableInputException with the line where it isn't a lock, or where a newer Holdfast made it
     */
    public static Lock read(String text, String file) {
        Lock lock = new LockLines(text).read();
        return lock != null ? lock : new LockYaml(text, file).read();
    }

    /** A format of a later Holdfast can't be read and must not be overwritten. */
    static void checkFormat(int format, Place place) {
        if (format > Lock.FORMAT) {
            throw new UnusableInputException(Problem.at(
                    place,
                    "The lock is of format " + format + "; this Holdfast reads up to " + Lock.FORMAT,
                    "Use the version of Holdfast that made it, or a newer one"));
        }
    }
}
