package dev.holdfast.planner.shape;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A path to a value, taken apart. Rules name a few hundred, each over and over.
 *
 * @param steps the children's names on the way, interned
 * @param attribute the attribute's name, interned
 */
@SuppressWarnings("ArrayRecordComponent")
record ValuePath(String[] steps, String attribute) {

    private static final Map<String, ValuePath> KNOWN = new ConcurrentHashMap<>();

    /** From {@code source/host@name}; nothing that was read from somewhere may be asked for, for all are kept. */
    static ValuePath of(String path) {
        ValuePath known = KNOWN.get(path);
        return known != null ? known : KNOWN.computeIfAbsent(path, ValuePath::parse);
    }

    private static ValuePath parse(String path) {
        int at = path.indexOf('@');
        String[] steps = at == 0
                ? new String[0]
                : Arrays.stream(path.substring(0, at).split("/")).map(String::intern).toArray(String[]::new);
        return new ValuePath(steps, path.substring(at + 1).intern());
    }
}
