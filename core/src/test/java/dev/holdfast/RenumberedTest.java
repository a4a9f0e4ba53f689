package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** libvirt calls it the same address, and the guest's firmware counts to another one. */
class RenumberedTest {

    private static final String VM = """
            <domain type='qemu'><name>vm</name><uuid>8d1b1a3c-6f0a-4c2e-9f43-0f6f7a3f1d11</uuid>
            <memory unit='KiB'>65536</memory><os><type arch='x86_64' machine='pc-q35-7.0'>hvm</type></os><devices>
            <controller type='pci' index='0' model='pcie-root'/>
            <controller type='pci' index='1' model='pcie-root-port'><address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/></controller>
            <controller type='pci' index='2' model='pcie-root-port'><address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x1'/></controller>
            <interface type='user'><mac address='52:54:00:00:00:01'/><address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/></interface>
            </devices></domain>""";

    private static final Element BRIDGE = XmlSource.parse("""
            <controller type='pci' index='3' model='pcie-to-pci-bridge'>\
            <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></controller>""", "bridge");

    /** Has nothing to decide, but for a bridge that it adds. */
    private record Bridging(boolean adds) implements Completer {

        @Override
        public Platform platform() {
            return new Platform("libvirt", new Version(9, 0, 0), new Version(7, 2, 0), Set.of("qemu"));
        }

        @Override
        public Element complete(Element partial) {
            return adds ? partial.mapChild("devices", devices -> devices.plus(BRIDGE)) : partial;
        }

        @Override
        public void close() {}
    }

    private final Spec spec = Spec.parse("vm.xml", VM);
    private final Lock lock =
            Holdfast.complete(spec, null, new Bridging(false)).lock();

    @Test
    void aBridgeInAFreePortInFrontOfACardIsRefused() {
        assertThatThrownBy(() -> Holdfast.complete(spec, lock, new Bridging(true)))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining(
                        "interface 52:54:00:00:00:01: address/in the guest 0000:02:00.0 -> 0000:03:00.0 (the network card is renamed)");
    }

    @Test
    void whoAcceptsItIsToldOfIt() {
        assertThat(Holdfast.complete(spec, lock, new Bridging(true), AbiChanges.ACCEPT).accepted())
                .hasSize(1);
    }
}
