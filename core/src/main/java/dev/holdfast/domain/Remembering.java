package dev.holdfast.domain;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers to questions about paths, each worked out once: a domain has few different paths, and each is asked about
 * over and over.
 *
 * @param <T> what the answers are
 */
public final class Remembering<T> {

    /** Far more paths than libvirt knows; whoever makes up others doesn't fill the memory. */
    private static final int MOST = 10_000;

    private final Map<String, T> known = new ConcurrentHashMap<>();

    /** What is known of a path, worked out where nothing is. */
    public T of(String path, Function<String, T> work) {
        T found = known.get(path);
        if (found == null) {
            found = work.apply(path);
            if (known.size() < MOST) {
                known.put(path, found);
            }
        }
        return found;
    }
}
