package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTextTest {

    @Test
    void aPciAddressIsWrittenAsEverybodyWritesIt() {
        Element address = xml("<address type='pci' domain='0x0000' bus='0x01' slot='0x1f' function='0x2'/>");
        assertThat(AddressText.of(address)).isEqualTo("0000:01:1f.2");
        assertThat(AddressText.withType(address)).isEqualTo("pci 0000:01:1f.2");
    }

    @Test
    void anyOtherNamesItsPartsTheWiderFirst() {
        Element address = xml("<address unit='1' type='drive' target='0' bus='0' controller='2'/>");
        assertThat(AddressText.of(address)).isEqualTo("controller 2, bus 0, target 0, unit 1");
        assertThat(AddressText.withType(address)).isEqualTo("drive controller 2, bus 0, target 0, unit 1");
        assertThat(AddressText.of(xml("<address type='ccw' cssid='0xFE' ssid='0x0' devno='0x0001'/>")))
                .isEqualTo("cssid 0xfe, ssid 0x0, devno 0x0001");
    }

    @Test
    void whatSaysOnlyItsTypeHasNoPlace() {
        assertThat(AddressText.of(xml("<address type='unassigned'/>"))).isEmpty();
    }

    private static Element xml(String text) {
        return XmlSource.parse(text, "test");
    }
}
