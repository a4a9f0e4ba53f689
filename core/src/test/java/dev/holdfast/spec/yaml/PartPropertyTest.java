package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Lens;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any part of a domain in any layout: reflecting the whole makes it the whole, and touches no line that stands. */
class PartPropertyTest {

    private static final Element COMPLETE = Canonical.listed(XmlSource.parse(PrintTest.DOMAIN, "test"));

    @Property
    void reflectingTheWholeIntoAPartMakesItTheWhole(@ForAll long seed) {
        YamlLens lens = new YamlLens();
        String text = Pruned.text(COMPLETE, new Random(seed));
        Lens.Source source = lens.read("-", text);
        String reflected = Pruned.reflect(source, COMPLETE);
        Lens.Source again = lens.read("-", reflected);
        assertThat(Canonical.of(again.domain())).as(reflected).isEqualTo(Canonical.of(COMPLETE));
        assertThat(Pruned.reflect(again, COMPLETE)).isEqualTo(reflected);
        if (!text.contains("{") || text.startsWith("#")) {
            assertThat(reflected.lines()).containsSubsequence(text.lines().filter(line -> !line.contains("{}")).toList());
        }
    }
}
