package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Trees;
import dev.holdfast.match.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestatedTest {

    private static final BiPredicate<String, Held> PINNED = (path, held) -> path.hashCode() % 3 != 0;
    private static final Predicate<String> SEEN = path -> path.hashCode() % 2 == 0;

    /** The two ways to the same: whoever changes the one has to change the other. */
    @Property(tries = 1000)
    void isWhatMergingComesTo(@ForAll("trees") Element complete, @ForAll int chosen) {
        Element written = part(complete, chosen);
        Assume.that(written != null);
        Map<String, Held> facts = Trace.of(complete, written, null, Map.of(), Locks.LIBVIRT);
        Known known = new LockedDevice("a", true, facts).known();
        Assume.that(known.isWrittenAs(written) && Restated.isPossible(facts));
        Merge merge = new Merge(facts, PINNED, SEEN);
        Element merged = merge.into(written, known.element());
        assertThat(Facts.sorted(new Restated(PINNED).of(facts))).isEqualTo(Facts.sorted(merged));
        assertThat(merge.contradictions()).isEmpty();
    }

    /** Some of an element's values, as its owner may have written them. */
    private static @Nullable Element part(Element complete, int chosen) {
        Map<String, String> kept = new LinkedHashMap<>();
        Facts.of(complete).forEach((path, value) -> {
            if ((path.hashCode() * 31 + chosen) % 5 > 0) {
                kept.put(path, value);
            }
        });
        return kept.isEmpty() ? null : Facts.toElement(kept);
    }

    @Test
    void whatACompleterIgnoredOrDecidedAgainstItsOwnerIsForMergingToTell() {
        assertThat(Restated.isPossible(Map.of("disk@x", Held.of("2", Origin.IGNORED)))).isFalse();
        assertThat(Restated.isPossible(Map.of("disk@x", new Held("2", Locks.LIBVIRT, "1")))).isFalse();
        assertThat(Restated.isPossible(Map.of("disk@x", new Held("2", Origin.OWNER, "1")))).isTrue();
    }

    @Test
    void itIsWholeWhereEveryLockedValueIsSubmittedAsItIs() {
        Map<String, Held> facts = Map.of("disk@x", Held.of("1", Origin.OWNER));
        Restated restated = new Restated((path, held) -> true);
        restated.of(facts);
        assertThat(restated.isWhole()).isTrue();
        Restated otherwise = new Restated((path, held) -> true);
        otherwise.of(Map.of("disk@x", new Held("1", Origin.OWNER, "0x1")));
        assertThat(otherwise.isWhole()).isFalse();
    }

    @Provide
    Arbitrary<Element> trees() {
        return Trees.elements();
    }
}
