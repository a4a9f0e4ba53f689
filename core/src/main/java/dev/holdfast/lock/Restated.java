package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Resolved;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is submitted of an element of which its owner writes just what was locked. It is what {@link Merge} makes of
 * it, in one pass over the lock: nearly always nearly everything is as it was.
 */
final class Restated {

    private final BiPredicate<String, Held> pinned;
    private final Predicate<String> seen;

    /**
     * @param pinned which values are put back where nobody wrote them
     * @param seen which paths the guest can tell
     */
    Restated(BiPredicate<String, Held> pinned, Predicate<String> seen) {
        this.pinned = pinned;
        this.seen = seen;
    }

    /** False where a completer decided against its owner's words, which is for {@link Merge} to tell. */
    static boolean isPossible(Map<String, Held> facts) {
        for (Map.Entry<String, Held> fact : facts.entrySet()) {
            Held held = fact.getValue();
            if (held.written() != null && !held.isOwners() && !Resolved.mayBeName(fact.getKey())) {
                return false;
            }
        }
        return true;
    }

    /** The element; null where nothing is left of it. */
    @Nullable Element of(Map<String, Held> facts) {
        return Facts.toElement(facts, this::submitted);
    }

    private @Nullable String submitted(String path, Held held) {
        String written = held.written();
        if (written != null) {
            return Resolved.mayBeName(path) ? held.value() : written;
        }
        return switch (held.origin()) {
            case Origin.Owner _ -> held.value();
            // Another completer may not ignore it, and the guest would notice.
            case Origin.Ignored _ -> seen.test(path) ? null : held.value();
            case Origin.Format _, Origin.Completed _ -> pinned.test(path, held) ? held.value() : null;
        };
    }
}
