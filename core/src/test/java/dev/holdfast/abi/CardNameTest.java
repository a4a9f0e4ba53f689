package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that systemd gives network cards. */
class CardNameTest {

    private static final String PORT = "<controller type='pci' index='1' model='pcie-root-port'>"
            + "<address type='pci' bus='0' slot='3' function='0'/></controller>";

    private static String name(String machine, String outside, String card) {
        Element domain = XmlSource.parse(
                "<domain><os><type machine='" + machine + "'>hvm</type></os>" + outside + "<devices>" + PORT
                        + "<interface type='user'>" + card + "</interface></devices></domain>",
                "test");
        Element devices = domain.child("devices");
        return new GuestView(domain)
                .cardName(devices.child("interface"))
                .map(CardName::toString)
                .orElse("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "bus='1' slot='0' function='0', enp1s0",
        "bus='0x01' slot='0x1f' function='0x0', enp1s31",
        "bus='1' slot='0' function='2', enp1s0f2",
        "bus='1' slot='0' function='0' multifunction='on', enp1s0f0",
        "bus='1' slot='0' function='0' multifunction='off', enp1s0",
        "bus='0' slot='4' function='0', enp0s4",
        "bus='7' slot='0' function='0', unknown",
        "domain='1' bus='0' slot='0' function='0', unknown",
    })
    void onQ35GoByThePath(String address, String expected) {
        assertThat(name("pc-q35-9.2", "<features><acpi/></features>", "<address type='pci' " + address + "/>"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "bus='0' slot='3' function='0', ens3 (enp0s3)",
        "bus='0' slot='0x10' function='0', ens16 (enp0s16)",
        "bus='0' slot='3' function='1', ens3f1 (enp0s3f1)",
        "bus='1' slot='3' function='0', enp1s3",
    })
    void onTheRootOfAnI440fxGoByTheSlot(String address, String expected) {
        String card = "<address type='pci' " + address + "/>";
        assertThat(name("pc-i440fx-9.2", "<features><acpi/></features>", card)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "pc-i440fx-5.2, '', enp0s3",
        "pc, <features><acpi/></features>, ens3 (enp0s3)",
        "pc-0.12, <features><acpi/></features>, ens3 (enp0s3)",
        "virt-9.2, <features><acpi/></features>, enp0s3",
    })
    void slotsHaveNumbersByAcpiAlone(String machine, String outside, String expected) {
        assertThat(name(machine, outside, "<address type='pci' bus='0' slot='3'/>")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "<acpi index='4'/><address type='pci' bus='1' slot='0'/>, eno4 (enp1s0)",
        "<address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/>, enc1",
        "<address type='ccw' cssid='0xfe' ssid='0x1' devno='0x00a0'/>, enc1.00a0",
        "<address type='usb' bus='0' port='1'/>, unknown",
        "'', unknown",
    })
    void otherwise(String card, String expected) {
        assertThat(name("pc-q35-9.2", "", card)).isEqualTo(expected);
    }
}
