package dev.holdfast.cli.show.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.show.page.Row.Branch;
import dev.holdfast.cli.show.page.Row.Shape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void whatIsTheSameIsOnOneLine() {
        assertThat(lines("abc", "abc")).isEqualTo("aa bb cc");
        assertThat(lines("abcd", "axcd")).isEqualTo("aa bx cc dd");
        assertThat(lines("abd", "abcd")).isEqualTo("aa bb -c dd");
        assertThat(lines("abcd", "ad")).isEqualTo("aa b- c- dd");
    }

    @Test
    void asFarAsItsOrderAllows() {
        assertThat(lines("abcd", "bcda")).isEqualTo("a- bb cc dd -a");
        assertThat(lines("", "ab")).isEqualTo("-a -b");
    }

    @Property
    void eachRowIsOnALineOfItsOwnAndInOrder(
            @ForAll @UniqueElements List<@CharRange(from = 'a', to = 'z') Character> old,
            @ForAll @UniqueElements List<@CharRange(from = 'a', to = 'z') Character> now) {
        List<Lines.Line> lines = Lines.of(rows(text(old)), rows(text(now)), Row::bus, Row::bus);
        assertThat(side(lines.stream().map(Lines.Line::old))).isEqualTo(text(old));
        assertThat(side(lines.stream().map(Lines.Line::now))).isEqualTo(text(now));
        assertThat(lines).noneMatch(line -> line.old() == null && line.now() == null);
    }

    private static String text(List<Character> letters) {
        return letters.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static String side(Stream<? extends @Nullable Row> rows) {
        return rows.map(row -> row == null ? "" : row.bus()).collect(Collectors.joining());
    }

    private static String lines(String old, String now) {
        return Lines.of(rows(old), rows(now), Row::bus, Row::bus).stream()
                .map(line -> letter(line.old()) + letter(line.now()))
                .collect(Collectors.joining(" "));
    }

    private static String letter(@Nullable Row row) {
        return row == null ? "-" : row.bus();
    }

    private static List<Row> rows(String names) {
        return names.chars()
                .mapToObj(name -> new Row(Shape.BUS, Character.toString(name), null, Branch.ROOT, false))
                .toList();
    }
}
