package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an address names. */
class PluggedIntoTest {

    private static final String DEVICES = """
            <devices>
              <controller type='pci' index='0' model='pcie-root'/>
              <controller type='pci' index='10' model='pcie-to-pci-bridge'>
                <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
              </controller>
              <controller type='pci' index='1' model='pcie-root-port'>
                <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/>
              </controller>
              <controller type='pci' index='2' model='pcie-root-port'>
                <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x1'/>
              </controller>
              <controller type='scsi' index='1' model='virtio-scsi'>
                <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
              </controller>
              <controller type='sata' index='1'>
                <address type='pci' domain='0x0000' bus='0x0a' slot='0x03' function='0x0'/>
              </controller>
              <controller type='usb' index='0' model='ich9-ehci1'>
                <address type='pci' domain='0x0000' bus='0x00' slot='0x1d' function='0x7'/>
              </controller>
              <controller type='usb' index='0' model='ich9-uhci1'>
                <master startport='0'/>
                <address type='pci' domain='0x0000' bus='0x00' slot='0x1d' function='0x0'/>
              </controller>
            </devices>
            """;

    /** Type and index of each. */
    private static List<String> controllers(String device) {
        List<Element> devices = XmlSource.parse(DEVICES, "x").elements();
        return PluggedInto.controllers(XmlSource.parse(device, "x"), devices).stream()
                .map(controller -> controller.attribute("type") + " " + controller.attribute("index"))
                .toList();
    }

    @Test
    void thePortButNotTheRoot() {
        assertThat(controllers("<rng><address type='pci' bus='0x02' slot='0x00' function='0x0'/></rng>"))
                .containsExactly("pci 2");
        assertThat(controllers("<rng><address type='pci' bus='0x00' slot='0x05' function='0x0'/></rng>")).isEmpty();
    }

    @Test
    void whatTheBridgeIsPluggedIntoAsWell() {
        assertThat(controllers("<rng><address type='pci' bus='0x0a' slot='0x05' function='0x0'/></rng>"))
                .containsExactly("pci 10", "pci 1");
    }

    @Test
    void aDisksControllerIsOfItsBus() {
        String address = "<address type='drive' controller='1' bus='0' target='0' unit='0'/>";
        assertThat(controllers("<disk><target dev='sda' bus='scsi'/>" + address + "</disk>"))
                .containsExactly("pci 2", "scsi 1");
        assertThat(controllers("<disk><target dev='sda' bus='sata'/>" + address + "</disk>"))
                .containsExactly("pci 10", "pci 1", "sata 1");
        assertThat(controllers("<hostdev>" + address + "</hostdev>")).containsExactly("pci 2", "scsi 1");
    }

    @Test
    void allControllersThatShareABus() {
        assertThat(controllers("<input><address type='usb' bus='0' port='1'/></input>")).containsExactly("usb 0", "usb 0");
    }

    @Test
    void nothingWithoutAnAddressOrWhereItNamesNone() {
        assertThat(controllers("<rng/>")).isEmpty();
        assertThat(controllers("<serial><address type='isa' iobase='0x3f8'/></serial>")).isEmpty();
    }
}
