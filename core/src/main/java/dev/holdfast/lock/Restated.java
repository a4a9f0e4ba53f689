package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Resolved;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is submitted of an element of which its owner writes just what was locked. It is what {@link Merge} makes of
 * it, in one pass over the lock: nearly always nearly everything is as it was.
 */
final class Restated {

    private final BiPredicate<String, Held> pinned;
    private boolean whole = true;

    /** @param pinned which values are put back where nobody wrote them */
    Restated(BiPredicate<String, Held> pinned) {
        this.pinned = pinned;
    }

    /** False where a completer decided against its owner's words, or ignored some, which is for {@link Merge} to tell. */
    static boolean isPossible(Map<String, Held> facts) {
        for (Map.Entry<String, Held> fact : facts.entrySet()) {
            Held held = fact.getValue();
            boolean against = held.written() != null && !held.isOwners() && !Resolved.mayBeName(fact.getKey());
            if (against || held.isIgnored()) {
                return false;
            }
        }
        return true;
    }

    /** The element; null where nothing is left of it. */
    @Nullable Element of(Map<String, Held> facts) {
        return Facts.toElement(facts, this::submitted);
    }

    /** True where all that is locked was submitted, each value as it is locked. */
    boolean isWhole() {
        return whole;
    }

    private @Nullable String submitted(String path, Held held) {
        String value = decide(path, held);
        whole = whole && held.value().equals(value);
        return value;
    }

    private @Nullable String decide(String path, Held held) {
        String written = held.written();
        if (written != null) {
            return Resolved.mayBeName(path) ? held.value() : written;
        }
        return switch (held.origin()) {
            case Origin.Owner _ -> held.value();
            case Origin.Ignored _ -> null;
            case Origin.Format _, Origin.Completed _ -> pinned.test(path, held) ? held.value() : null;
        };
    }
}
