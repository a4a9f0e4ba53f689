package dev.holdfast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What libvirt fills in, implies and rejects of consoles, inputs, cards, graphics and the like. */
class SmallDevicesTest {

    @Test
    void aSerialDeviceHasItsConsole() {
        assertThat(devices("11.3.0", "q35", "<serial type='file'><source path='/x'/></serial>", "console"))
                .containsExactly("<console type='file'><source path='/x'/><target type='serial' port='0'/></console>");
    }

    @Test
    void aConsoleAloneIsASerialDevice() {
        assertThat(devices("11.3.0", "q35", "<console type='pty'/>", "serial"))
                .containsExactly("<serial type='pty'><target type='isa-serial' port='0'><model name='isa-serial'/></target></serial>");
    }

    @Test
    void anInputWithoutABusComesTooLateToBeThePs2MouseWithANewerLibvirt() {
        assertThat(devices("9.0.0", "pc", "<input type='mouse'/>", "input")).hasSize(2);
        assertThat(devices("11.3.0", "pc", "<input type='mouse'/>", "input")).hasSize(3);
    }

    @Test
    void theWatchdogOfQ35IsToldSince91() {
        assertThat(devices("9.0.0", "q35", "", "watchdog")).isEmpty();
        assertThat(devices("11.3.0", "q35", "", "watchdog"))
                .containsExactly("<watchdog model='itco' action='reset'/>");
    }

    @Test
    void graphicsHaveAScreenAndAWayForSound() {
        String vnc = "<graphics type='vnc' listen='::1'/>";
        assertThat(devices("11.3.0", "pc", vnc, "graphics"))
                .containsExactly("<graphics type='vnc' port='-1' autoport='yes' listen='::1'><listen type='address' address='::1'/></graphics>");
        assertThat(devices("11.3.0", "pc", vnc, "audio")).containsExactly("<audio id='1' type='none'/>");
        assertThat(devices("11.3.0", "pc", vnc, "video")).hasSize(1);
        assertThat(devices("7.0.0", "pc", vnc, "audio")).isEmpty();
    }

    @Test
    void thePrimaryScreenStandsFirst() {
        String two = "<video><model type='virtio'/></video><video><model type='vga' primary='yes'/></video>";
        assertThat(devices("11.3.0", "pc", two, "video").getFirst())
                .contains("<model type='vga' vram='16384' heads='1' primary='yes'/>");
    }

    @Test
    void aChannelsSocketThatLibvirtMadeIsNotKept() {
        String channel = "<channel type='unix'>"
                + "<source mode='bind' path='/var/lib/libvirt/qemu/channel/target/domain-1-vm/agent'/>"
                + "<target type='virtio' name='agent'/></channel>";
        assertThat(devices("11.3.0", "q35", channel, "channel"))
                .containsExactly("<channel type='unix'><target type='virtio' name='agent'/>"
                        + "<address type='virtio-serial' controller='0' bus='0' port='1'/></channel>");
    }

    @Test
    void aPortOfVirtioSerialIsTakenOnce() {
        String channel = "<channel type='pty'><target type='virtio' name='a'/>"
                + "<address type='virtio-serial' controller='0' bus='0' port='3'/></channel>";
        assertThatThrownBy(() -> devices("11.3.0", "q35", channel + channel, "channel"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("port 3 of virtio-serial controller 0, which another device has");
    }

    @Test
    void aControllerWithoutATypeHasTheModelsOfIde() {
        assertThatThrownBy(() -> devices("12.8.0", "q35", "<controller model='virtio-scsi'/>", "controller"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("<controller> model 'virtio-scsi': one of piix3, piix4, ich6 is expected");
    }

    @Test
    void aHubThatIsNotOnUsbIsRejected() {
        assertThatThrownBy(() -> devices("12.8.0", "q35", "<hub type='usb'><address type='pci'/></hub>", "hub"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("<hub type='usb'> has an address of type 'pci'");
    }

    @Test
    void aNetworkCardHasAModelAndItsOwnersAddress() {
        String card = "<interface type='user'><mac address='52:54:0:A:b:c'/></interface>";
        assertThat(devices("11.3.0", "pc", card, "interface").getFirst())
                .startsWith("<interface type='user'><mac address='52:54:00:0a:0b:0c'/><model type='rtl8139'/>");
    }

    @Test
    void spiceIsRejectedWhereQemuLacksIt() {
        assertThat(devices("9.0.0", "pc", "<graphics type='spice'/>", "graphics")).hasSize(1);
        assertThatThrownBy(() -> devices("11.3.0", "pc", "<graphics type='spice'/>", "graphics"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("type='spice'");
    }

    private static List<String> devices(String libvirt, String machine, String devices, String kind) {
        Element partial = XmlSource.parse(
                "<domain type='qemu'><name>vm</name><memory>262144</memory><os><type arch='x86_64' machine='" + machine
                        + "'>hvm</type></os><devices>" + devices + "</devices></domain>",
                "vm.xml");
        Element all = Planner.on(Platforms.named(libvirt)).complete(partial).child("devices");
        assertThat(all).isNotNull();
        return all.elements(kind).stream().map(SmallDevicesTest::text).toList();
    }

    private static String text(Element device) {
        return dev.holdfast.domain.DomainXml.write(device).replaceAll(">\\s+<", "><").strip();
    }
}
