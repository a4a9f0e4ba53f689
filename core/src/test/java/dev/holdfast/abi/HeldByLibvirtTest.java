package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no guest sees and libvirt's own check holds fixed: a change, and a harmless one. */
class HeldByLibvirtTest {

    private static Element domain(String outside, String devices) {
        return XmlSource.parse("<domain>" + outside + "<devices>" + devices + "</devices></domain>", "test");
    }

    private static List<String> found(Element before, Element after) {
        return AbiComparison.of(before, after).stream().map(Finding::toString).toList();
    }

    @Test
    void whatTheVmIsCalled() {
        assertThat(found(domain("<name>a</name>", ""), domain("<name>b</name>", "")))
                .containsExactly("harmless: domain: name a -> b: libvirt calls the VM otherwise; no guest sees its name");
    }

    @Test
    void whereTheHostKeepsTheMemory() {
        assertThat(found(
                        domain("<memoryBacking><source type='memfd'/></memoryBacking>", ""),
                        domain("<memoryBacking><source type='file'/></memoryBacking>", "")))
                .containsExactly(
                        "harmless: domain: memoryBacking/source@type memfd -> file: the host keeps the memory elsewhere");
        assertThat(found(
                        domain("<memoryBacking><hugepages/><source type='memfd'/></memoryBacking>", ""),
                        domain("<memoryBacking><source type='memfd'/></memoryBacking>", "")))
                .isEmpty();
    }

    @Test
    void theOrderOfTimersAndOfCpuFeatures() {
        assertThat(found(
                        domain("<clock><timer name='rtc'/><timer name='pit'/></clock>", ""),
                        domain("<clock><timer name='pit'/><timer name='rtc'/></clock>", "")))
                .containsExactly("harmless: domain: clock/timer/order rtc pit -> pit rtc: the timers are the same");
        assertThat(found(
                        domain("<cpu><feature name='a'/><feature name='b'/></cpu>", ""),
                        domain("<cpu><feature name='b'/><feature name='a'/></cpu>", "")))
                .containsExactly("harmless: domain: cpu/feature/order a b -> b a: the CPU's features are the same");
    }

    @Test
    void whatUsbRedirectionLetsThrough() {
        String filter = "<redirfilter><usbdev class='0x08' allow='yes'/><usbdev allow='no'/></redirfilter>";
        assertThat(found(domain("", filter), domain("", filter.replace("yes", "no"))))
                .containsExactly("harmless: redirfilter: usbdev@allow yes -> no: "
                        + "other USB devices may be redirected; those that are stay");
        assertThat(found(domain("", filter), domain("", "")))
                .containsExactly(
                        "harmless: redirfilter: gone: other USB devices may be redirected; those that are stay");
    }

    @Test
    void thatAControllerHasADriverAtAllButNotWhichThreadServesIt() {
        String controller = "<controller type='scsi' index='0' model='virtio-scsi'><driver iothread='1'/></controller>";
        assertThat(found(domain("", controller), domain("", controller.replace("<driver iothread='1'/>", ""))))
                .containsExactly("harmless: controller scsi 0 virtio-scsi: driver present -> none: "
                        + "only the thread on the host that serves it changes");
        assertThat(found(domain("", controller), domain("", controller.replace("'1'", "'2'")))).isEmpty();
    }

    @Test
    void whatIsSaidOfABalloonThatIsNotThere() {
        assertThat(found(
                        domain("", "<memballoon model='none'/>"),
                        domain("", "<memballoon model='none' autodeflate='on'/>")))
                .containsExactly("harmless: memballoon none: autodeflate none -> on: there is no memory balloon");
    }

    @Test
    void notWhatLibvirtLooksAtAsLittle() {
        String balloon = "<memballoon model='virtio'><stats period='1'/></memballoon>";
        String console = "<console type='pty'><target type='virtio' port='0'/></console>";
        assertThat(found(
                        domain("", balloon + console),
                        domain("", balloon.replace("'1'", "'2'") + console.replace("'pty'", "'null'"))))
                .isEmpty();
    }

    @Test
    void aConsoleThatIsASerialPortAgain() {
        String serial = "<serial type='pty'><target type='isa-serial' port='0'/></serial>";
        String console = "<console type='pty'><target type='serial' port='0'/></console>";
        assertThat(found(domain("", serial + console), domain("", serial)))
                .containsExactly("harmless: console: gone: a console is a serial port again, which stays");
    }

    @Test
    void controllersInTheOrderInWhichLibvirtHasReadThemAreInNoOther() {
        String added = "<controller type='usb' index='0' model='ich9-ehci1'/><controller type='pci' index='0' model='pcie-root'/>"
                + "<controller type='sata' index='0'/><controller type='pci' index='1' model='pcie-root-port'/>";
        String read = "<controller type='usb' index='0' model='ich9-ehci1'/><controller type='pci' index='0' model='pcie-root'/>"
                + "<controller type='pci' index='1' model='pcie-root-port'/><controller type='sata' index='0'/>";
        assertThat(found(domain("", added), domain("", read))).isEmpty();
        String sataFirst = "<controller type='sata' index='0'/>" + read.replace("<controller type='sata' index='0'/>", "");
        assertThat(found(domain("", read), domain("", sataFirst)))
                .singleElement()
                .asString()
                .startsWith("harmless: controller devices: order");
    }

    @Test
    void whatAGuestSeesOfATpmIsMoreThanHarmless() {
        String tpm = "<tpm model='tpm-crb'><backend type='emulator' version='2.0'>"
                + "<active_pcr_banks><sha256/></active_pcr_banks></backend></tpm>";
        assertThat(AbiComparison.of(domain("", tpm), domain("", tpm.replace("sha256", "sha1"))))
                .isNotEmpty()
                .noneMatch(finding -> finding.severity() == Severity.HARMLESS);
    }
}
