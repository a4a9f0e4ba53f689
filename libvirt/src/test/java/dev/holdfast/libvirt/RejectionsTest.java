package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as libvirt 7.0 to 12.8 gave them. */
class RejectionsTest {

    private static final Element DOMAIN = XmlSource.read("""
                    <domain type='kvm'>
                      <name>vm</name>
                      <devices>
                        <disk type='file'><target dev='vda' bus='virtio'/><alias name='ua-root'/>
                          <boot order='1'/><address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                        </disk>
                        <disk type='file'><target dev='sda' bus='scsi'/>
                          <address type='drive' controller='0' bus='0' target='0' unit='0'/>
                        </disk>
                        <controller type='pci' index='1' model='pcie-root-port'/>
                        <controller type='pci' index='1' model='pcie-root-port'/>
                        <interface type='user'><mac address='53:54:00:01:02:03'/>
                          <address type='pci' bus='1' slot='0'/>
                        </interface>
                        <hub type='usb'><address type='usb' bus='0' port='1'/></hub>
                        <input type='mouse' bus='usb'><address type='usb' bus='0' port='1.2'/></input>
                        <video><model type='virtio'/></video>
                        <video><model type='qxl'/></video>
                        <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
                      </devices>
                    </domain>
                    """, "vm.xml").root();

    private static Problem problem(String message) {
        CompleterException rejected = Rejections.of(message, DOMAIN, null);
        assertThat(rejected.reason()).isEqualTo(CompleterException.Reason.REJECTED);
        return rejected.problems().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock = """
        interface 53:54:00:01:02:03 | XML error: Attempted double use of PCI Address 0000:01:00.0
        disk sda     | unsupported configuration: Found duplicate drive address for disk with target name 'sda' controller='0'
        disk vda     | XML error: target 'vda' duplicated for disk sources '/a' and '/b'
        disk sda     | unsupported configuration: shared access for disk 'sda' requires use of supported storage format
        disk vda     | unsupported configuration: non unique alias detected: ua-root
        disk vda     | unsupported configuration: boot order '1' used for more than one device
        controller pci 1 | XML error: Multiple 'pci' controllers with index '1'
        controller pci 1 | XML error: The PCI controller with index='1' must be model='pci-root' for this machine type
        interface 53:54:00:01:02:03 | XML error: expected unicast mac address, found multicast '53:54:00:01:02:03'
        hub usb      | XML error: Duplicate USB address bus 0 port 1
        input mouse  | XML error: there is no hub at port 1 in USB address bus: 0 port: 1.2
        video qxl    | unsupported configuration: domain configuration does not support video model 'qxl'
        tpm tpm-crb  | unsupported configuration: TPM version '2.0' is not supported
        """)
    void namesTheDevice(String device, String message) {
        Problem problem = problem(message);
        assertThat(problem.device()).isEqualTo(device);
        assertThat(problem.what()).startsWith(message);
        assertThat(problem.place()).isNotNull().isNotEqualTo(DOMAIN.place());
    }

    @Test
    void namesTheOtherOfTwoAtOneAddress() {
        assertThat(problem("XML error: Attempted double use of PCI Address 0000:01:00.0"))
                .hasToString("vm.xml:12:5: interface 53:54:00:01:02:03: "
                        + "XML error: Attempted double use of PCI Address 0000:01:00.0 (the other: disk vda at vm.xml:4:5)\n"
                        + "  Give one of the two another address, or none to have it placed");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid argument: Failed to parse bitmap 'aaa'",
        "internal error: malformed uuid element",
        "XML error: Attempted double use of PCI Address 0000:07:00.0"
    })
    void namesNoDeviceWhereItCannotTell(String message) {
        assertThat(problem(message).device()).isNull();
        assertThat(problem(message).place()).isEqualTo(DOMAIN.place());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock = """
        modprobe        | unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support virt type 'kvm'
        -machine help   | unsupported configuration: Emulator '/usr/bin/x' does not support machine type 'pc-q35-99.0'
        apt install ovmf| operation failed: Unable to find 'efi' firmware that is compatible with the current configuration
        sata            | unsupported configuration: IDE controllers are unsupported for this QEMU binary or machine type
        too old         | unsupported configuration: unknown audio type 'pipewire'
        too old         | XML error: Invalid value for attribute 'type' in element 'audio': 'pipewire'.
        even            | XML error: expected unicast mac address, found multicast '53:54:00:01:02:03'
        """)
    void saysWhatToDo(String remedy, String message) {
        assertThat(problem(message).remedy()).contains(remedy);
    }
}
