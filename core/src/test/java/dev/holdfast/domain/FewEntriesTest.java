package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FewEntriesTest {

    private static Map<String, String> of(Map<String, String> map) {
        return FewEntries.of(map.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray());
    }

    /** Few or many: where the array gives way to a table, nothing else changes. */
    @Property(tries = 60)
    void isTheMapOfItsEntriesInTheirOrder(@ForAll @IntRange(max = 60) int size) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put("k" + i * 7 % 61, "v" + i);
        }
        Map<String, String> few = of(map);
        assertThat(few).isEqualTo(map).hasSameHashCodeAs(map);
        assertThat(map).isEqualTo(few);
        assertThat(few.entrySet()).containsExactlyElementsOf(map.entrySet());
        map.forEach((key, value) -> assertThat(few).containsEntry(key, value));
        assertThat(few).doesNotContainKey("k");
    }

    @Test
    void theOrderDoesNotMakeItAnother() {
        assertThat(FewEntries.<String>of(new Object[] {"a", "1", "b", "2"}))
                .isEqualTo(FewEntries.of(new Object[] {"b", "2", "a", "1"}))
                .isNotEqualTo(FewEntries.of(new Object[] {"a", "2", "b", "1"}));
    }

    @Test
    void canNotBeChanged() {
        Map<String, String> few = FewEntries.of(new Object[] {"a", "1"});
        assertThatThrownBy(() -> few.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> few.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }
}
