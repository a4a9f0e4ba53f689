package dev.holdfast.planner.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.planner.Planned;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsbAddressesTest {

    private static final String TABLET = "<input type='tablet' bus='usb'/>";

    private static List<String> ports(Planned planned, String kind) {
        return planned.devices(kind).stream()
                .map(device -> device.child("address"))
                .filter(address -> address != null && "usb".equals(address.attribute("type")))
                .map(address -> address.attribute("bus") + "/" + address.attribute("port"))
                .toList();
    }

    @Test
    void devicesTakeTheControllersPortsInTurn() {
        assertThat(ports(Planned.q35(TABLET.repeat(3)), "input")).containsExactly("0/1", "0/2", "0/3");
    }

    @Test
    void whereThereAreTooFewPortsAHubIsAdded() {
        Planned planned = Planned.q35(TABLET.repeat(6));
        assertThat(ports(planned, "hub")).containsExactly("0/1");
        assertThat(ports(planned, "input")).containsExactly("0/2", "0/3", "0/4", "0/1.1", "0/1.2", "0/1.3");
    }

    @Test
    void aPortThatWasGivenIsKept() {
        String given = "<input type='mouse' bus='usb'><address type='usb' bus='0' port='1'/></input>";
        assertThat(ports(Planned.q35(TABLET + given), "input")).containsExactly("0/2", "0/1");
    }

    @Test
    void aPortThatTheControllerDoesntHaveIsRejected() {
        assertThatThrownBy(() -> Planned.i440fx("<input type='mouse' bus='usb'><address type='usb' bus='0' port='3'/></input>"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("USB bus 0 has no port 3");
    }

    @Test
    void aUsbDeviceWithoutAControllerIsRejected() {
        assertThatThrownBy(() -> Planned.q35("<controller type='usb' model='none'/>" + TABLET))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("needs a USB controller");
    }

    @Test
    void ofTwoDevicesAtOnePortOneIsRejected() {
        String given = "<input type='mouse' bus='usb'><address type='usb' bus='0' port='1'/></input>";
        assertThatThrownBy(() -> Planned.q35(given.repeat(2)))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("port 1 of USB bus 0");
    }

    @Test
    void aDeviceThatIsElsewhereGetsNoPort() {
        Element keyboard = Planned.q35("<input type='keyboard' bus='virtio'/>").devices("input").getFirst();
        assertThat(keyboard.value("address@type")).isNotEqualTo("usb");
    }
}
