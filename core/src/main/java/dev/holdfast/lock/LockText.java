package dev.holdfast.lock;

import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.yaml.YamlScalar;
import java.util.Map;

/**
 * A lock as text: YAML, one fact a line, always in the same order, so that a change is readable in review.
 *
 * <p>A value is {@code [value, origin]}, or {@code [value, origin, written]} where the owner wrote something else.
 */
public final class LockText {

    private static final String HEAD = "# Made by Holdfast: what this VM's guest sees. Keep it beside the spec.\n";

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
        YamlScalar.append(lock.made().completer(), out);
        out.append("\n  qemu: ");
        YamlScalar.append(lock.made().qemu(), out);
        out.append('\n');
        out.append("domain:\n");
        facts(lock.domain(), "  ", out);
        out.append("devices:");
        out.append(lock.devices().isEmpty() ? " []\n" : "\n");
        for (LockedDevice device : lock.devices()) {
            out.append("- id: ");
            YamlScalar.append(device.id(), out);
            out.append("\n  listed: ").append(device.listed());
            out.append("\n  facts:\n");
            facts(device.facts(), "    ", out);
        }
        return out.toString();
    }

    private static void facts(Map<String, Held> facts, String indent, StringBuilder out) {
        facts.forEach((path, held) -> {
            out.append(indent).append(path).append(": [");
            YamlScalar.append(held.value(), out);
            out.append(", ");
            YamlScalar.append(held.origin().label(), out);
            String written = held.written();
            if (written != null) {
                out.append(", ");
                YamlScalar.append(written, out);
            }
            out.append("]\n");
        });
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

    /** True for a text whose first line that counts is a lock's, whatever becomes of the rest. */
    public static boolean isLock(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> line.startsWith("holdfast:"))
                .isPresent();
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
