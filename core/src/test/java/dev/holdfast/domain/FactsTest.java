package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static Element xml(String text) {
        return XmlSource.parse(text, "x");
    }

    @Test
    void namesEveryValueByItsPath() {
        assertThat(Facts.of(xml("<disk type='file'><driver name='qemu'/><serial>S1</serial><readonly/></disk>")))
                .containsExactly(
                        entry("disk@type", "file"),
                        entry("disk/driver@name", "qemu"),
                        entry("disk/serial", "S1"),
                        entry("disk/readonly", ""));
    }

    @Test
    void numbersRepeatedSiblingsFromTheSecondOn() {
        assertThat(Facts.of(xml("<c><t n='1'/><x/><t n='2'/><t n='3'/></c>")).keySet())
                .containsExactly("c/t@n", "c/x", "c/t[2]@n", "c/t[3]@n");
    }

    @Test
    void keepsMixedContentInOneFact() {
        assertThat(Facts.of(xml("<d a='1'>one <b>two</b> &lt; three</d>")))
                .containsExactly(entry("d@a", "1"), entry("d/xml()", "one <b>two</b> &lt; three"));
    }

    @Test
    void keepsTheTextBesideAttributes() {
        Element memory = xml("<memory unit='KiB'>1024</memory>");
        assertThat(Facts.of(memory)).containsExactly(entry("memory@unit", "KiB"), entry("memory", "1024"));
        assertThat(Facts.toElement(Facts.of(memory))).isEqualTo(memory);
    }

    @Test
    void anEmptyElementIsAFactOfItsOwnOnlyWithoutAttributes() {
        assertThat(Facts.of(xml("<a><b/><c d=''/></a>"))).containsExactly(entry("a/b", ""), entry("a/c@d", ""));
    }

    @Test
    void readsAnAttributeWithASlashlessNamespacedName() {
        Element domain = xml("<domain xmlns:q='urn:q'><q:arg value='/a/b@c'/></domain>");
        assertThat(Facts.toElement(Facts.of(domain))).isEqualTo(domain);
    }

    @Property(tries = 150)
    void thereAndBackIsTheSame(@ForAll("trees") Element tree) {
        assertThat(Facts.toElement(Facts.of(tree))).isEqualTo(tree);
    }

    @Property(tries = 80)
    void everyPathHasOneValueAndTheSameFactsInAnyOrderOfAttributes(@ForAll("trees") Element tree) {
        assertThat(Facts.sorted(Facts.toElement(Facts.sorted(tree)))).isEqualTo(Facts.sorted(tree));
    }

    @Property(tries = 150)
    void anElementIsOfItsFactsAndOfNoOthers(@ForAll("trees") Element tree) {
        Map<String, String> facts = Facts.of(tree);
        assertThat(Facts.areOf(tree, facts, value -> value)).isTrue();
        for (String path : facts.keySet()) {
            assertThat(Facts.areOf(tree, facts, value -> value == facts.get(path) ? value + "x" : value))
                    .as("another value of " + path)
                    .isFalse();
            Map<String, String> less = new LinkedHashMap<>(facts);
            less.remove(path);
            assertThat(Facts.areOf(tree, less, value -> value)).as("without " + path).isFalse();
        }
    }

    @Test
    void factsOfOneChildComeTogetherWhereverTheyStand() {
        Map<String, String> apart = new LinkedHashMap<>();
        apart.put("a/b@x", "1");
        apart.put("a/c/d", "2");
        apart.put("a/b@y", "3");
        apart.put("a@z", "4");
        apart.put("a/c@e", "5");
        assertThat(Facts.toElement(apart)).isEqualTo(xml("<a z='4'><b x='1' y='3'/><c e='5'><d>2</d></c></a>"));
    }

    @Test
    void thereIsNoElementWithoutFacts() {
        assertThatThrownBy(() -> Facts.toElement(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void factsOfTwoRootsAreNoElement() {
        assertThatThrownBy(() -> Facts.toElement(Map.of("disk@type", "file", "interface@type", "user")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not below");
    }

    @Test
    void tablesNameAPathWithoutNumbers() {
        assertThat(Facts.general("domain/cpu/numa/cell[2]/cache[13]@level")).isEqualTo("domain/cpu/numa/cell/cache@level");
        assertThat(Facts.general("disk@type")).isEqualTo("disk@type");
    }

    @Provide
    Arbitrary<Element> trees() {
        return Trees.elements();
    }
}
