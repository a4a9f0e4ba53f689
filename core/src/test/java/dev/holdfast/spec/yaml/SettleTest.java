package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the format decides where neither the owner nor a lock did. */
class SettleTest {

    private static final String NONE = "<controller type='usb' model='none'/><memballoon model='none'/>";

    private static Element settled(String domain) {
        return Settling.settle(XmlSource.parse(domain, "test"), new LinkedHashSet<>(List.of("kvm", "qemu")));
    }

    private static String around(String devices) {
        return "<domain type='kvm'><memory unit='GiB'>1</memory><devices>" + devices + "</devices></domain>";
    }

    private static void settles(String devices, String to) {
        assertThat(settled(around(devices))).isEqualTo(XmlSource.parse(around(to), "expected"));
    }

    @Test
    void aBareDomainGetsATypeMemoryAndNoMore() {
        assertThat(settled("<domain/>")).isEqualTo(XmlSource.parse(around(NONE), "expected"));
        assertThat(Settling.settle(Element.of("domain"), Set.of("qemu")).attribute("type")).isEqualTo("qemu");
    }

    @Test
    void whatIsDecidedStays() {
        String domain = "<domain type='qemu'><memory>5</memory><devices>" + NONE + "</devices></domain>";
        assertThat(settled(domain)).isEqualTo(XmlSource.parse(domain, "expected"));
    }

    @Test
    void usbIsThereWhereSomethingListedNeedsIt() {
        for (String usb : List.of(
                "<controller type='usb' model='qemu-xhci'/>",
                "<input type='tablet' bus='usb'/>",
                "<disk><target bus='usb' dev='sda'/></disk>",
                "<hostdev mode='subsystem' type='usb'/>",
                "<redirdev bus='usb' type='spicevmc'/>",
                "<hub type='usb'/>",
                "<smartcard mode='host'/>",
                "<sound model='usb'/>",
                "<serial type='pty'><address type='usb'/></serial>")) {
            settles(usb + "<memballoon model='virtio'/>", usb + "<memballoon model='virtio'/>");
        }
        settles("<input type='mouse' bus='ps2'/>", "<input type='mouse' bus='ps2'/>" + NONE);
    }

    @Test
    void graphicsAloneAskForNoVideoCard() {
        settles(
                "<graphics type='vnc'/>",
                "<graphics type='vnc'/><controller type='usb' model='none'/><video><model type='none'/></video>"
                        + "<memballoon model='none'/>");
    }

    @Test
    void aTargetIsTheFirstThatNoOtherDiskHas() {
        settles(
                """
                <disk><target bus='virtio'/></disk><disk><target bus='virtio' dev='vda'/></disk>
                <disk><target bus='sata'/></disk><disk><target bus='virtio'/></disk>
                <disk><target bus='scsi' dev='sda'/></disk><disk><target bus='ide'/></disk>""",
                """
                <disk><target bus='virtio' dev='vdb'/></disk><disk><target bus='virtio' dev='vda'/></disk>
                <disk><target bus='sata' dev='sdb'/></disk><disk><target bus='virtio' dev='vdc'/></disk>
                <disk><target bus='scsi' dev='sda'/></disk><disk><target bus='ide' dev='hda'/></disk>"""
                        + NONE);
    }

    @Test
    void targetsGoOnAfterZ() {
        Element devices = settled(around("<disk><target bus='virtio'/></disk>".repeat(28))).child("devices");
        assertThat(devices.elements("disk").get(25).value("target@dev")).isEqualTo("vdz");
        assertThat(devices.elements("disk").get(27).value("target@dev")).isEqualTo("vdab");
    }
}
