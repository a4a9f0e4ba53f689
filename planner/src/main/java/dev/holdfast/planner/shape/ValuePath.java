package dev.holdfast.planner.shape;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A path to a value or an element, taken apart. Rules name a few hundred, each over and over.
 *
 * @param steps the children's names on the way, interned
 * @param attribute the attribute's name, interned; empty where the path is an element's
 */
@SuppressWarnings("ArrayRecordComponent")
record ValuePath(String[] steps, String attribute) {

    private static final Map<String, ValuePath> KNOWN = new ConcurrentHashMap<>();

    /** From {@code source/host@name} or {@code source/host}; nothing that was read from somewhere may be asked for, for all are kept. */
    static ValuePath of(String path) {
        ValuePath known = KNOWN.get(path);
        return known != null ? known : KNOWN.computeIfAbsent(path, ValuePath::parse);
    }

    private static ValuePath parse(String path) {
        int at = path.indexOf('@');
        String[] steps = at == 0
                ? new String[0]
                : Arrays.stream((at < 0 ? path : path.substring(0, at)).split("/")).map(String::intern).toArray(String[]::new);
        return new ValuePath(steps, at < 0 ? "" : path.substring(at + 1).intern());
    }
}
