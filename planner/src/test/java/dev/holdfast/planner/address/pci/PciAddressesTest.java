package dev.holdfast.planner.address.pci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.planner.Planned;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PciAddressesTest {

    private static final String NO_EXTRAS = "<controller type='usb' model='none'/><memballoon model='none'/>";

    private static String cards(int count, String model) {
        return ("<interface type='user'><model type='" + model + "'/></interface>").repeat(count);
    }

    /** On all the lab's libvirts: "pci-root and pcie-root controllers should not have an address". */
    @ParameterizedTest
    @ValueSource(strings = {"<address type='pci' bus='0' slot='5'/>", "<address type='pci'/>"})
    void aRootHasNoAddress(String address) {
        assertThatThrownBy(() -> Planned.q35("<controller type='pci' index='0' model='pcie-root'>" + address + "</controller>"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("a pcie-root has no address");
    }

    @Test
    void anExpressDeviceGetsARootPortOfItsOwnAndOneMoreStaysFree() {
        Planned planned = Planned.q35(NO_EXTRAS + cards(2, "virtio"));
        assertThat(planned.places("interface")).containsExactly("1:0.0", "2:0.0");
        assertThat(planned.pciControllers())
                .containsExactly("0 pcie-root", "1 pcie-root-port", "2 pcie-root-port", "3 pcie-root-port");
    }

    @Test
    void rootPortsShareASlotEightAtATime() {
        Planned planned = Planned.q35(NO_EXTRAS + cards(9, "virtio"));
        assertThat(planned.places("controller"))
                .containsExactly(
                        "0:1f.2",
                        "0:1.0", "0:1.1", "0:1.2", "0:1.3", "0:1.4", "0:1.5", "0:1.6", "0:1.7", "0:2.0", "0:2.1");
    }

    @Test
    void aConventionalDeviceGetsABridgeBehindARootPort() {
        Planned planned = Planned.q35(NO_EXTRAS + cards(1, "rtl8139"));
        assertThat(planned.places("interface")).containsExactly("2:1.0");
        assertThat(planned.pciControllers())
                .containsExactly("0 pcie-root", "1 pcie-root-port", "2 pcie-to-pci-bridge", "3 pcie-root-port");
    }

    @Test
    void whoeverListsAControllerGetsNoFreePort() {
        Planned planned = Planned.q35(NO_EXTRAS
                + "<controller type='pci' index='0' model='pcie-root'/><controller type='pci' index='1' model='pcie-root-port'/>"
                + cards(1, "virtio"));
        assertThat(planned.pciControllers()).containsExactly("0 pcie-root", "1 pcie-root-port");
    }

    @Test
    void aGapBetweenTwoIndexesIsClosed() {
        Planned planned = Planned.q35(NO_EXTRAS
                + "<controller type='pci' index='0' model='pcie-root'/><controller type='pci' index='3' model='pcie-root-port'/>");
        assertThat(planned.pciControllers())
                .containsExactly("0 pcie-root", "1 pcie-root-port", "2 pcie-root-port", "3 pcie-root-port");
    }

    @Test
    void theFirstVideoCardGetsTheSlotThatTheChipsetLeaves() {
        String video = "<video><model type='vga'/></video>";
        assertThat(Planned.q35(NO_EXTRAS + video).places("video")).containsExactly("0:1.0");
        assertThat(Planned.i440fx(NO_EXTRAS + video).places("video")).containsExactly("0:2.0");
    }

    @Test
    void aFullRootOfI440fxGetsABridge() {
        Planned planned = Planned.i440fx(NO_EXTRAS + cards(31, "virtio"));
        assertThat(planned.pciControllers()).containsExactly("0 pci-root", "1 pci-bridge");
        assertThat(planned.places("interface")).hasSize(31).doesNotHaveDuplicates();
    }

    @Test
    void theRestIsPlacedAroundWhatWasGiven() {
        Planned planned = Planned.q35(NO_EXTRAS
                + "<interface type='user'><model type='virtio'/><address type='pci' bus='0x02' slot='0x00'/></interface>"
                + cards(2, "virtio"));
        assertThat(planned.places("interface")).containsExactly("2:0.0", "1:0.0", "3:0.0");
    }

    @Test
    void functionZeroOfASharedSlotSaysSo() {
        Planned planned = Planned.i440fx(NO_EXTRAS
                + "<interface type='user'><model type='virtio'/><address type='pci' slot='0x05' function='0x0'/></interface>"
                + "<interface type='user'><model type='virtio'/><address type='pci' slot='0x05' function='0x1'/></interface>");
        assertThat(planned.devices("interface").getFirst().value("address@multifunction")).isEqualTo("on");
        assertThat(planned.devices("interface").getLast().value("address@multifunction")).isNull();
    }

    @Test
    void thePartsOfAUsb2ControllerShareASlot() {
        Planned planned = Planned.q35("<memballoon model='none'/>"
                + "<controller type='usb' index='0' model='ich9-ehci1'/><controller type='usb' index='0' model='ich9-uhci1'/>"
                + "<controller type='usb' index='0' model='ich9-uhci2'/><controller type='usb' index='0' model='ich9-uhci3'/>");
        assertThat(planned.places("controller")).contains("0:1d.7", "0:1d.0", "0:1d.1", "0:1d.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<address type='pci' bus='0x00' slot='0x1f' function='0x0'/>",
                "<address type='pci' bus='0x01' slot='0x01'/>",
                "<address type='pci' domain='0x0001' bus='0x01' slot='0x00'/>",
            })
    void anAddressThatCantBeIsRejected(String address) {
        assertThatThrownBy(() -> Planned.q35(NO_EXTRAS
                        + "<interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/>" + address
                        + "</interface>"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("PCI address");
    }

    @Test
    void twoDevicesAtOneAddressAreRejected() {
        String card = "<interface type='user'><model type='virtio'/><address type='pci' bus='0x01' slot='0x00'/></interface>";
        assertThatThrownBy(() -> Planned.q35(NO_EXTRAS + card.repeat(2)))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("two devices are at PCI address 0000:01:00.0");
    }

    @Test
    void aPortForWhichTheRootHasNoRoomIsRejected() {
        assertThatThrownBy(() -> Planned.q35(NO_EXTRAS + cards(300, "virtio")))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("no PCI bus has room");
    }

    @Test
    void everyPlaceIsTakenOnce() {
        for (int count : List.of(1, 5, 40, 120)) {
            Planned planned = Planned.q35(cards(count, "virtio") + cards(count / 4, "e1000"));
            assertThat(planned.places("interface")).hasSize(count + count / 4).doesNotHaveDuplicates();
        }
    }

    /** So does libvirt: the bus that the owner named becomes the port of the bridge behind which such a device can be. */
    @Test
    void aConventionalDeviceOnABusThatIsntThereIsMovedBehindTheBridge() {
        Planned planned = Planned.q35(NO_EXTRAS
                + "<interface type='user'><model type='e1000e'/><address type='pci' bus='0x02' slot='0x00'/></interface>"
                + "<interface type='user'><model type='rtl8139'/><address type='pci' bus='0x03' slot='0x05'/></interface>");
        assertThat(planned.places("interface")).containsExactly("2:0.0", "4:5.0");
    }
}
