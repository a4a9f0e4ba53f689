package dev.holdfast.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Trees;
import dev.holdfast.domain.XmlSource;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static Element xml(String text) {
        return XmlSource.parse(text, "x");
    }

    /** Each as {@code path before -> after}. */
    private static List<String> between(String before, String after) {
        return Differences.between(xml(before), xml(after)).stream()
                .map(d -> d.path() + " " + d.before() + " -> " + d.after())
                .toList();
    }

    @Test
    void namesWhatChangedWentAndCame() {
        assertThat(between("<d a='1' b='2'><x>t</x><y/></d>", "<d a='3' c='4'><x>u</x><z n='1'/></d>"))
                .containsExactly("d@a 1 -> 3", "d@b 2 -> null", "d@c null -> 4", "d/x t -> u", "d/y  -> null", "d/z@n null -> 1");
    }

    @Test
    void formsOfWritingDontCount() {
        assertThat(between("<d a='0x0a'><x>  t </x></d>", "<d a='10'><x>t</x></d>")).isEmpty();
        assertThat(between("<memory unit='GiB'>1</memory>", "<memory unit='KiB'>1048576</memory>")).isEmpty();
        assertThat(between("<memory unit='GiB'>1</memory>", "<memory unit='KiB'>1048577</memory>"))
                .containsExactly("memory@unit GiB -> KiB", "memory 1 -> 1048577");
    }

    @Test
    void formsOfWritingCountInWhatTheGuestReadsToTheLetter() {
        assertThat(between("<disk><serial>007</serial></disk>", "<disk><serial>7</serial></disk>"))
                .containsExactly("disk/serial 007 -> 7");
        assertThat(between("<disk><product> A</product></disk>", "<disk><product>A</product></disk>"))
                .containsExactly("disk/product  A -> A");
    }

    @Test
    void orderOfKeyedSiblingsDoesntCount() {
        assertThat(between(
                        "<c><timer name='a' x='1'/><timer name='b'/></c>", "<c><timer name='b'/><timer name='a' x='2'/></c>"))
                .containsExactly("c/timer@x 1 -> 2");
    }

    @Test
    void whatCameIsNumberedAmongThoseThatAreThereNow() {
        assertThat(between("<c><timer name='a'/></c>", "<c><timer name='b'/><timer name='a'/><timer name='c'/></c>"))
                .containsExactly("c/timer@name null -> b", "c/timer[3]@name null -> c");
    }

    @Test
    void mixedContentDiffersAsAWhole() {
        assertThat(between("<d>a<b/></d>", "<d>a<c/></d>")).hasSize(1).first().asString().startsWith("d ");
        assertThat(between("<d>a<b/></d>", "<d>a<b/></d>")).isEmpty();
    }

    @Test
    void textThatCameOrWentHasNoOtherSide() {
        assertThat(between("<d>t</d>", "<d/>")).containsExactly("d t -> null");
        assertThat(between("<d/>", "<d>t</d>")).containsExactly("d null -> t");
    }

    @Property(tries = 80)
    void nothingDiffersFromItself(@ForAll("trees") Element tree) {
        assertThat(Differences.between(tree, Facts.toElement(Facts.of(tree)))).isEmpty();
    }

    @Property(tries = 80)
    void whatDiffersOneWayDiffersTheOther(@ForAll("trees") Element one, @ForAll("trees") Element other) {
        Element renamed = Element.of(one.name(), other.attributes(), other.children(), null);
        assertThat(Differences.between(one, renamed)).hasSameSizeAs(Differences.between(renamed, one));
    }

    @Provide
    Arbitrary<Element> trees() {
        return Trees.elements();
    }
}
