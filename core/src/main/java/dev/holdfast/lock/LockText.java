package dev.holdfast.lock;

import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.Locale;
import java.util.Map;

/**
 * A lock as text: YAML, one fact a line, always in the same order, so that a change is readable in review.
 *
 * <p>A value is {@code [value, origin]}, or {@code [value, origin, written]} where the owner wrote something else.
 */
public final class LockText {

    private static final String HEAD = "# Made by Holdfast: what this VM's guest sees. Keep it beside the spec.\n";

    /** Words that a YAML reader may take for something else than text. */
    private static final String WORDS = ",y,n,yes,no,on,off,true,false,null,";

    private LockText() {}

    /** The lock as text. */
    public static String write(Lock lock) {
        StringBuilder out = new StringBuilder(16 * 1024);
        out.append(HEAD);
        out.append("holdfast: ").append(Lock.FORMAT).append('\n');
        out.append("generation: ").append(lock.generation()).append('\n');
        out.append("made:\n");
        out.append("  at: ").append(lock.made().at()).append('\n');
        out.append("  by: ").append(scalar(lock.made().completer())).append('\n');
        out.append("  qemu: ").append(scalar(lock.made().qemu())).append('\n');
        out.append("domain:\n");
        facts(lock.domain(), "  ", out);
        out.append("devices:");
        out.append(lock.devices().isEmpty() ? " []\n" : "\n");
        for (LockedDevice device : lock.devices()) {
            out.append("- id: ").append(scalar(device.id())).append('\n');
            out.append("  listed: ").append(device.listed()).append('\n');
            out.append("  facts:\n");
            facts(device.facts(), "    ", out);
        }
        return out.toString();
    }

    private static void facts(Map<String, Held> facts, String indent, StringBuilder out) {
        facts.forEach((path, held) -> {
            out.append(indent).append(path).append(": [");
            out.append(scalar(held.value())).append(", ").append(scalar(held.origin().label()));
            String written = held.written();
            if (written != null) {
                out.append(", ").append(scalar(written));
            }
            out.append("]\n");
        });
    }

    /** Plain where every YAML reader takes it for the string that it is, else double-quoted. */
    static String scalar(String value) {
        if (isPlain(value)) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (isEscaped(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** What YAML takes for a line break or doesn't take at all (YAML 1.2, 5.1). */
    static boolean isEscaped(char c) {
        return c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 || c >= 0xfffe;
    }

    /** Letters first, then only what has no meaning of its own: so no number, and with the words below no boolean. */
    static boolean isPlain(String value) {
        if (value.isEmpty() || !isLetter(value.charAt(0)) && value.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean inner = c == ' ' && i + 1 < value.length() && value.charAt(i + 1) != ' ';
            if (!isLetter(c) && !(c >= '0' && c <= '9') && "-_./+".indexOf(c) < 0 && !inner) {
                return false;
            }
        }
        return switch (value.length()) {
            case 1, 2, 3, 4, 5 -> !WORDS.contains("," + value.toLowerCase(Locale.ROOT) + ",");
            default -> true;
        };
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
        LockLines quick = new LockLines(text);
        Lock lock = quick.read();
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
