package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElementTest {

    private static final Element DISK = XmlSource.parse(
            "<disk type='file'><driver name='qemu'/><source file='/a'/><serial>S</serial><source file='/b'/></disk>", "x");

    @Test
    void aPathFindsTheFirstOfItsName() {
        assertThat(DISK.value("@type")).isEqualTo("file");
        assertThat(DISK.value("source@file")).isEqualTo("/a");
        assertThat(DISK.value("serial")).isEqualTo("S");
        assertThat(DISK.value("source/host@name")).isNull();
        assertThat(DISK.value("driver@type")).isNull();
    }

    @Test
    void neitherOrderOfAttributesNorPlaceCounts() {
        Element one = XmlSource.read("\n<a b='1' c='2'/>", "x").root();
        assertThat(one).isEqualTo(Element.of("a", "c", "2", "b", "1")).hasSameHashCodeAs(Element.of("a", "c", "2", "b", "1"));
    }

    @Test
    void orderOfChildrenCounts() {
        Element one = Element.of("a").plus(Element.of("b")).plus(Element.of("c"));
        assertThat(one).isNotEqualTo(Element.of("a").plus(Element.of("c")).plus(Element.of("b")));
    }

    @Test
    void aChangeThatChangesNothingGivesTheSameElement() {
        assertThat(DISK.withAttribute("type", "file")).isSameAs(DISK);
        assertThat(DISK.withoutAttribute("device")).isSameAs(DISK);
        assertThat(DISK.without("target")).isSameAs(DISK);
    }

    @Test
    void aChangedChildStaysInItsPlaceAndAMissingOneComesLast() {
        assertThat(DISK.mapChild("driver", d -> d.withAttribute("type", "raw")).elements().getFirst())
                .isEqualTo(Element.of("driver", "name", "qemu", "type", "raw"));
        assertThat(DISK.mapChild("target", t -> t.withAttribute("dev", "vda")).elements().getLast())
                .isEqualTo(Element.of("target", "dev", "vda"));
    }
}
