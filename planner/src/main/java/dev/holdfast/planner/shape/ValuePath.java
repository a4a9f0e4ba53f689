package dev.holdfast.planner.shape;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A path to a value or an element, taken apart. Rules name a few hundred, each over and over.
 *
 * @param text the path as the rule has it
 * @param steps the children's names on the way, interned
 * @param attribute the attribute's name, interned; empty where the path is an element's
 */
@SuppressWarnings("ArrayRecordComponent")
public record ValuePath(String text, String[] steps, String attribute) {

    private static final Map<String, ValuePath> KNOWN = new ConcurrentHashMap<>();

    /** The one that was asked for last by each of the hashes' last bits. Threads may see each other's, or not. */
    private static final @Nullable ValuePath[] LAST = new ValuePath[1 << 11];

    /** From {@code source/host@name} or {@code source/host}; nothing that was read from somewhere may be asked for, for all are kept. */
    @SuppressWarnings("ReferenceEquality")
    public static ValuePath of(String path) {
        int slot = path.hashCode() & LAST.length - 1;
        ValuePath last = LAST[slot];
        if (last != null && last.text == path) {
            return last;
        }
        ValuePath known = KNOWN.computeIfAbsent(path, ValuePath::parse);
        LAST[slot] = known;
        return known;
    }

    private static ValuePath parse(String path) {
        int at = path.indexOf('@');
        String[] steps = at == 0
                ? new String[0]
                : Arrays.stream((at < 0 ? path : path.substring(0, at)).split("/")).map(String::intern).toArray(String[]::new);
        return new ValuePath(path, steps, at < 0 ? "" : path.substring(at + 1).intern());
    }
}
