package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.match.Difference;
import dev.holdfast.problem.RefusalException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a guest notices of being started as another domain, as a user would read it. */
class AbiComparisonTest {

    private static final String PORTS = """
            <controller type='pci' index='0' model='pcie-root'/>
            <controller type='pci' index='1' model='pcie-root-port'>
              <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0' multifunction='on'/>
            </controller>
            <controller type='pci' index='2' model='pcie-root-port'>
              <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x1'/>
            </controller>
            """;

    private static final String CARD = """
            <interface type='bridge'>
              <mac address='52:54:00:00:00:01'/><source bridge='br0'/><model type='virtio'/>
              <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
            </interface>
            """;

    private static final String DISK = """
            <disk type='file' device='disk'>
              <source file='/a.qcow2'/><target dev='vda' bus='virtio'/>
              <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
            </disk>
            """;

    private static Element q35(String devices) {
        return xml("<os><type arch='x86_64' machine='pc-q35-5.2'>hvm</type></os>", devices);
    }

    private static Element xml(String outside, String devices) {
        return XmlSource.parse("<domain>" + outside + "<devices>" + devices + "</devices></domain>", "test");
    }

    private static List<String> found(Element before, Element after) {
        return AbiComparison.of(before, after).stream().map(Finding::toString).toList();
    }

    @Test
    void theSameIsNothing() {
        assertThat(found(q35(PORTS + CARD + DISK), q35(PORTS + CARD + DISK))).isEmpty();
    }

    @Test
    void aCardOnAnotherPortIsRenamed() {
        assertThat(found(q35(PORTS + CARD), q35(PORTS + CARD.replace("bus='0x01'", "bus='0x02'"))))
                .containsExactly("breaks: interface 52:54:00:00:00:01: address pci 0000:01:00.0 -> pci 0000:02:00.0: "
                        + "enp1s0 becomes enp2s0; Windows sets up a new network card");
    }

    @Test
    void aDiskOnAnotherPortHasAnotherPath() {
        assertThat(found(q35(PORTS + DISK), q35(PORTS + DISK.replace("bus='0x02'", "bus='0x01'"))))
                .containsExactly("may break: disk vda: address pci 0000:02:00.0 -> pci 0000:01:00.0: "
                        + "by-path/pci-0000:02:00.0 becomes by-path/pci-0000:01:00.0; Windows may mark the disk offline");
    }

    @Test
    void aPortInFrontOfTheOthersRenumbersTheBusesBehindItThoughNoAddressChanges() {
        String port = """
                <controller type='pci' index='3' model='pcie-root-port'>
                  <address type='pci' domain='0x0000' bus='0x00' slot='0x00' function='0x7'/>
                </controller>
                """;
        assertThat(found(q35(PORTS + CARD), q35(PORTS + port + CARD)))
                .containsExactly(
                        "breaks: interface 52:54:00:00:00:01: address pci 0000:01:00.0 in the guest -> "
                                + "pci 0000:02:00.0 in the guest: enp1s0 becomes enp2s0; Windows sets up a new network card",
                        "harmless: controller pci 3 pcie-root-port: new: the guest finds a new device");
    }

    @Test
    void aRemovedDiskIsGone() {
        assertThat(found(q35(PORTS + CARD + DISK), q35(PORTS + CARD)))
                .containsExactly("breaks: disk vda: gone: the disk is gone");
    }

    @Test
    void anAddedDiskIsNewAndBreaksNothing() {
        assertThat(found(q35(PORTS + CARD), q35(PORTS + CARD + DISK)))
                .containsExactly("harmless: disk vda: new: the guest finds a new device");
    }

    @Test
    void anotherModelNeedsAnotherDriver() {
        assertThat(found(q35(PORTS + CARD), q35(PORTS + CARD.replace("'virtio'", "'e1000e'"))))
                .containsExactly("breaks: interface 52:54:00:00:00:01: model@type virtio -> e1000e: "
                        + "the guest needs another driver");
    }

    @Test
    void anotherMacAddressAtTheSamePlaceIsOneChangeAndNotTwoDevices() {
        assertThat(found(q35(PORTS + CARD), q35(PORTS + CARD.replace("00:01'/>", "00:02'/>"))))
                .containsExactly("breaks: interface 52:54:00:00:00:02: mac@address 52:54:00:00:00:01 -> 52:54:00:00:00:02: "
                        + "the guest sees another network card");
    }

    @Test
    void whatIsTheHostsIsNotToldOf() {
        String elsewhere = CARD.replace("br0", "br7");
        String onBlock = DISK.replace("/a.qcow2", "/elsewhere.raw").replace("<target", "<driver cache='none'/><target");
        assertThat(found(q35(PORTS + CARD + DISK), q35(PORTS + elsewhere + onBlock + "<graphics type='vnc' port='5901'/>")))
                .isEmpty();
    }

    @Test
    void machineFirmwareCpuAndMemory() {
        Element before = xml(
                "<memory unit='KiB'>1048576</memory><vcpu placement='static'>1</vcpu>"
                        + "<os><type machine='pc-q35-5.2'>hvm</type></os><cpu mode='custom'><model>Penryn</model></cpu>",
                "");
        Element after = xml(
                "<memory unit='KiB'>2097152</memory><vcpu placement='auto'>1</vcpu>"
                        + "<os firmware='efi'><type machine='pc-q35-7.2'>hvm</type></os>"
                        + "<cpu mode='custom'><model>Haswell</model></cpu>",
                "");
        assertThat(found(before, after))
                .containsExactly(
                        "breaks: domain: os@firmware none -> efi: the guest may not boot",
                        "breaks: domain: os/type@machine pc-q35-5.2 -> pc-q35-7.2: "
                                + "the whole board changes; Windows may want to be activated again",
                        "may break: domain: cpu/model Penryn -> Haswell: the CPU that the guest sees changes",
                        "harmless: domain: memory 1048576 -> 2097152: the guest has another amount of memory");
    }

    @Test
    void aDiskIsElsewhereWhereItsControllerIs() {
        String scsi = """
                <controller type='scsi' index='0' model='virtio-scsi'>
                  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                </controller>
                """;
        String disk = """
                <disk type='file' device='disk'><target dev='sda' bus='scsi'/><serial>A</serial>
                  <address type='drive' controller='0' bus='0' target='0' unit='3'/></disk>
                """;
        assertThat(found(q35(PORTS + scsi + disk), q35(PORTS + scsi.replace("bus='0x01'", "bus='0x02'") + disk)))
                .containsExactly(
                        "may break: controller scsi 0 virtio-scsi: address pci 0000:01:00.0 -> pci 0000:02:00.0: its PCI "
                                + "address changes from 0000:01:00.0 to 0000:02:00.0, and with it the path of what is behind it",
                        "may break: disk sda: address pci-0000:01:00.0-scsi-0:0:0:3 -> pci-0000:02:00.0-scsi-0:0:0:3: "
                                + "by-path/pci-0000:01:00.0-scsi-0:0:0:3 becomes "
                                + "by-path/pci-0000:02:00.0-scsi-0:0:0:3; Windows may mark the disk offline");
    }

    @Test
    void aCardThatSharesItsSlotFromNowOnIsRenamedWhereItIs() {
        assertThat(found(q35(PORTS + CARD), q35(PORTS + CARD.replace("bus='0x01' slot='0x00'", "multifunction='on' bus='0x01' slot='0x00'"))))
                .containsExactly("breaks: interface 52:54:00:00:00:01: address enp1s0 -> enp1s0f0: "
                        + "enp1s0 becomes enp1s0f0; Windows sets up a new network card");
    }

    @Test
    void anotherIndexOfTheSameBusIsHarmless() {
        String two = PORTS.replace("index='2'", "index='X'").replace("index='1'", "index='2'").replace("index='X'", "index='1'");
        assertThat(AbiComparison.of(q35(PORTS + CARD), q35(two + CARD.replace("bus='0x01'", "bus='0x02'"))))
                .filteredOn(finding -> finding.device().startsWith("interface"))
                .extracting(Finding::severity, Finding::notice)
                .containsExactly(tuple(
                        Severity.HARMLESS, "libvirt numbers the bus otherwise; the guest finds it where it was"));
    }

    @Test
    void whatFirmwareIsAskedForIsOneFinding() {
        Element before = xml("<os firmware='efi'><type>hvm</type></os>", "");
        Element after = xml(
                "<os firmware='efi'><type>hvm</type><firmware><feature enabled='yes' name='secure-boot'/>"
                        + "<feature enabled='no' name='enrolled-keys'/></firmware></os>",
                "");
        assertThat(AbiComparison.of(before, after))
                .extracting(Finding::difference)
                .containsExactly(new Difference("domain/os/firmware", null, "enrolled-keys no, secure-boot yes"));
    }

    @Test
    void anotherOrderIsHarmlessAndLibvirtMindsIt() {
        String other = CARD.replace("00:01'/>", "00:02'/>").replace("bus='0x01'", "bus='0x02'");
        assertThat(AbiComparison.of(q35(PORTS + CARD + other), q35(PORTS + other + CARD)))
                .extracting(Finding::severity, Finding::device)
                .containsExactly(tuple(Severity.HARMLESS, "interface devices"));
    }

    @Test
    void aWatchdogThatQ35HasAnywayIsHarmless() {
        assertThat(AbiComparison.of(q35(PORTS), q35(PORTS + "<watchdog model='itco' action='reset'/>")))
                .extracting(Finding::severity)
                .containsExactly(Severity.HARMLESS);
    }

    @Test
    void aMatchThatIsNotCertainIsRefusedNamingBoth() {
        String one = "<sound model='ich9'><address type='pci' bus='0x01' slot='0x00' function='0x0'/></sound>";
        String two = one.replace("0x01", "0x02");
        String third = one.replace("slot='0x00'", "slot='0x05'");
        assertThatThrownBy(() -> AbiComparison.of(q35(PORTS + one + two), q35(PORTS + third)))
                .isInstanceOf(RefusalException.class)
                .hasMessage("sound ich9: this could be any of the old VM's sound ich9 or sound ich9\n"
                        + "  Give the devices names (XML: <alias name='ua-NAME'/>, YAML: name: NAME), the same in both");
    }
}
