package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PciAddressTest {

    private static Element address(String... attributes) {
        return Element.of("address", attributes);
    }

    @Test
    void readsHexadecimalAndDecimal() {
        assertThat(PciAddress.of(address(
                        "type", "pci", "domain", "0x0000", "bus", "0x0a", "slot", "31", "function", "0x7")))
                .contains(new PciAddress(0, 10, 31, 7));
    }

    /** All of libvirt 7.0 to 12.8 make slot 0x08 of {@code 010}. */
    @Test
    void readsALeadingZeroAsLibvirtDoes() {
        assertThat(PciAddress.of(address("type", "pci", "bus", "00", "slot", "010", "function", "01")))
                .contains(new PciAddress(0, 0, 8, 1));
        assertThat(PciAddress.of(address("type", "pci", "bus", "0", "slot", "09"))).isEmpty();
    }

    @Test
    void whatIsNotSaidIsZero() {
        assertThat(PciAddress.of(address("type", "pci", "bus", "0", "slot", "1"))).contains(new PciAddress(0, 0, 1, 0));
    }

    @Test
    void withoutBusOrSlotItIsLibvirtsToChoose() {
        assertThat(PciAddress.of(address("type", "pci"))).isEmpty();
        assertThat(PciAddress.of(address("type", "pci", "slot", "1"))).isEmpty();
    }

    @Test
    void otherTypesAndNonsenseAreNone() {
        assertThat(PciAddress.of(address("type", "drive", "bus", "0", "slot", "1"))).isEmpty();
        assertThat(PciAddress.of(address("type", "pci", "bus", "x", "slot", "1"))).isEmpty();
        assertThat(PciAddress.of(address("type", "pci", "bus", "0x", "slot", "1"))).isEmpty();
        assertThat(PciAddress.of(address("type", "pci", "bus", "-1", "slot", "1"))).isEmpty();
        assertThat(PciAddress.of(address("type", "pci", "bus", "#1", "slot", "1"))).isEmpty();
    }

    @Test
    void hasOneTextAndThatOrder() {
        PciAddress low = new PciAddress(0, 1, 0, 0);
        assertThat(low).hasToString("0000:01:00.0").isLessThan(new PciAddress(0, 1, 0, 1));
        assertThat(new PciAddress(1, 0, 0, 0)).isGreaterThan(new PciAddress(0, 255, 31, 7));
    }
}
