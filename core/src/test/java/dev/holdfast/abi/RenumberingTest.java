package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import org.junit.jupiter.api.Test;

class RenumberingTest {

    private static final String PORTS = """
            <controller type='pci' index='0' model='pcie-root'/>
            <controller type='pci' index='1' model='pcie-root-port'><address type='pci' bus='0' slot='1' function='0'/></controller>
            <controller type='pci' index='2' model='pcie-root-port'><address type='pci' bus='0' slot='1' function='1'/></controller>
            <interface type='user'><mac address='52:54:00:00:00:01'/><address type='pci' bus='2' slot='0' function='0'/></interface>
            """;

    private static final String BRIDGE = """
            <controller type='pci' index='3' model='pcie-to-pci-bridge'><address type='pci' bus='%s' slot='0' function='0'/></controller>
            """;

    private static final String PORT_3 = """
            <controller type='pci' index='4' model='pcie-root-port'><address type='pci' bus='0' slot='1' function='2'/></controller>
            """;

    private static Element domain(String devices) {
        return XmlSource.parse("<domain><devices>" + devices + "</devices></domain>", "test");
    }

    private static Element card(Element domain) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> device.name().equals("interface"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBridgeInAFreePortInFrontOfACardRenamesIt() {
        Element before = domain(PORTS);
        Element after = domain(PORTS + BRIDGE.formatted(1));
        assertThat(Renumbering.between(before, after).of(card(before), card(after)))
                .hasToString("Optional[interface 52:54:00:00:00:01: address/in the guest 0000:02:00.0 -> 0000:03:00.0"
                        + " (the network card is renamed)]");
    }

    @Test
    void behindAllOthersItDoesNot() {
        Element before = domain(PORTS);
        Element after = domain(PORTS + PORT_3 + BRIDGE.formatted(4));
        assertThat(Renumbering.between(before, after).of(card(before), card(after))).isEmpty();
    }
}
