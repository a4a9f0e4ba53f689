package dev.holdfast.planner.implied;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.planner.Planned;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControllersTest {

    private static List<String> controllers(Planned planned) {
        return planned.devices("controller").stream()
                .map(controller -> controller.attribute("type") + " " + controller.attribute("index") + " "
                        + controller.attribute("model"))
                .toList();
    }

    @Test
    void q35HasXhciSataAndAPcieRoot() {
        assertThat(controllers(Planned.q35("<memballoon model='none'/>")))
                .contains("usb 0 qemu-xhci", "sata 0 null", "pci 0 pcie-root");
    }

    @Test
    void i440fxHasItsOwnUsbAndAPciRoot() {
        assertThat(controllers(Planned.i440fx("<memballoon model='none'/>")))
                .containsExactly("usb 0 piix3-uhci", "pci 0 pci-root");
    }

    @Test
    void aControllerWithoutAnIndexGetsTheLowestFreeOne() {
        assertThat(controllers(Planned.q35("<controller type='virtio-serial' index='1'/><controller type='virtio-serial'/>"
                        + "<controller type='virtio-serial'/>")))
                .contains("virtio-serial 0 null", "virtio-serial 1 null", "virtio-serial 2 null");
    }

    @Test
    void theCompanionsOfAUsb2ControllerShareItsIndex() {
        assertThat(controllers(Planned.q35("<controller type='usb' model='ich9-ehci1'/><controller type='usb' model='ich9-uhci1'/>"
                        + "<controller type='usb' model='ich9-uhci2'/><controller type='usb' model='ich9-ehci1'/>")))
                .contains("usb 0 ich9-ehci1", "usb 0 ich9-uhci1", "usb 0 ich9-uhci2", "usb 1 ich9-ehci1");
    }

    @Test
    void anotherRootIsRejected() {
        assertThatThrownBy(() -> Planned.q35("<controller type='pci' index='0' model='pci-root'/>"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("the root of the machine pc-q35-5.2 is a pcie-root");
    }

    @Test
    void twoOfOneIndexAreRejected() {
        assertThatThrownBy(() -> Planned.q35("<controller type='sata' index='1'/><controller type='sata' index='1'/>"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("two of controller sata 1");
    }

    @Test
    void anOptionThatAModelDoesntHaveIsRejected() {
        assertThatThrownBy(() -> Planned.q35("<controller type='pci' index='1' model='pcie-root-port'><target busNr='3'/></controller>"
                        + "<controller type='pci' index='0' model='pcie-root'/>"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("a pcie-root-port has no busNr");
    }
}
