package dev.holdfast.cli.show.page;

import dev.holdfast.abi.GuestAbi;
import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import dev.holdfast.match.Known;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a device from the one VM to the other. */
enum Fate {
    MOVED("moved", "↔"),
    CHANGED("changed", "≠"),
    GONE("gone", "−"),
    NEW("new", "+"),
    STAYED("stayed", "");

    private final String word;
    private final String sign;

    Fate(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    /** What became of one that both have, or one of the two. */
    static Fate of(@Nullable LockedDevice old, @Nullable LockedDevice now) {
        if (old == null) {
            return NEW;
        }
        if (now == null) {
            return GONE;
        }
        if (!Objects.equals(Place.of(old), Place.of(now))) {
            return MOVED;
        }
        return seen(old, now).isEmpty() ? STAYED : CHANGED;
    }

    /** What differs that a guest sees, places apart: they are told of as such. */
    static List<Difference> seen(LockedDevice old, LockedDevice now) {
        Known known = now.known();
        return Differences.between(old.element(), now.element()).stream()
                .filter(difference -> GuestAbi.sees(known, difference.path())
                        && !Facts.covers("address", Facts.below(Facts.general(difference.path()))))
                .toList();
    }

    /** In a word. */
    String word() {
        return word;
    }

    /** In a character. */
    String sign() {
        return sign;
    }

    /** True where a value is another one, or not there, in the other VM. */
    static boolean isOther(Held held, @Nullable Held other) {
        return other == null || !other.value().equals(held.value());
    }
}
