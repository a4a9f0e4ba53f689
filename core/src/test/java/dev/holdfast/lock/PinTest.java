package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.match.Known;
import dev.holdfast.problem.RefusalException;
import org.junit.jupiter.api.Test;

/** A lock's values, put into what an owner wrote: one rule a test. */
class PinTest {

    private static final Version LIBVIRT = new Version(9, 0, 0);

    private static final String AT_1 = "<address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>";
    private static final String AT_2 = "<address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>";
    private static final String PORT =
            "<controller type='pci' index='1' model='pcie-root-port'><target chassis='1' port='0x8'/></controller>";
    private static final String MAC = "<mac address='52:54:00:00:00:01'/>";

    private static Pinned pin(String partial, Lock lock, Version libvirt) {
        return Pin.pin(Locks.domain(partial), own -> own, lock, libvirt);
    }

    private static Pinned pin(String partial, Lock lock) {
        return pin(partial, lock, LIBVIRT);
    }

    /** Nothing is against it, and the devices come to these. */
    private static void devices(Pinned pinned, String devices) {
        assertThat(DeviceKinds.in(pinned.domain())).containsExactlyElementsOf(DeviceKinds.in(Locks.domain(devices)));
        assertThat(pinned.contradictions()).isEmpty();
    }

    private static void outside(Pinned pinned, String outside) {
        assertThat(pinned.domain().without("devices")).isEqualTo(Locks.domain(outside, "").without("devices"));
    }

    @Test
    void withoutALockNothingIsAdded() {
        Element partial = Locks.domain("<rng model='virtio'/>");
        assertThat(Pin.nothing(partial).domain()).isSameAs(partial);
    }

    @Test
    void aDeviceThatStaysGetsAllThatTheLockHoldsOfIt() {
        Lock lock = Locks.lock(
                "<interface type='user'/>",
                "<interface type='user'>" + MAC + "<model type='e1000'/>" + AT_1 + "<alias name='ua-a'/></interface>");
        devices(
                pin("<interface type='user'/>", lock),
                "<interface type='user'>" + MAC + "<model type='e1000'/>" + AT_1 + "<alias name='ua-a'/></interface>");
    }

    @Test
    void whatTheGuestDoesntSeeIsDecidedAnewUnlessALaterCallNeedsIt() {
        String tap = "<interface type='bridge'><source bridge='br0'/>" + MAC + "<target dev='vnet7'/><link state='up'/></interface>";
        devices(
                pin("<interface type='bridge'><source bridge='br0'/>" + MAC + "</interface>", Locks.lock(
                        "<interface type='bridge'><source bridge='br0'/>" + MAC + "</interface>", tap)),
                "<interface type='bridge'><source bridge='br0'/>" + MAC + "<target dev='vnet7'/></interface>");
    }

    @Test
    void aDeviceOfTheCompletersIsPutBackWhole() {
        devices(pin("", Locks.lock("", PORT)), PORT);
    }

    @Test
    void theChipsetsWatchdogDoesWhatTheOwnersDoes() {
        Lock lock = Locks.lock("", "<watchdog model='itco' action='reset'/>");
        Version newer = new Version(9, 1, 0);
        devices(
                pin("<watchdog model='i6300esb' action='poweroff'/>", lock, newer),
                "<watchdog model='i6300esb' action='poweroff'/><watchdog model='itco' action='poweroff'/>");
        devices(
                pin("<watchdog model='i6300esb'/>", Locks.lock("", "<watchdog model='itco' action='poweroff'/>"), newer),
                "<watchdog model='i6300esb'/><watchdog model='itco' action='reset'/>");
        devices(pin("", lock, newer), "<watchdog model='itco' action='reset'/>");
    }

    @Test
    void aDeviceThatItsOwnerRemovedIsLeftOutAndItsPortStays() {
        String rng = "<rng model='virtio'><backend model='random'>/dev/random</backend>" + AT_1 + "</rng>";
        Pinned pinned = pin("", Locks.lock("<rng model='virtio'/>", rng + PORT));
        devices(pinned, PORT);
        assertThat(pinned.removed()).extracting(Known::label).containsExactly("rng random /dev/random (rng-random-/dev/random)");
    }

    @Test
    void aNewDeviceIsSubmittedAsItsOwnerWroteIt() {
        String rng = "<rng model='virtio'><backend model='random'>/dev/random</backend></rng>";
        devices(
                pin("<tpm model='tpm-tis'/>" + rng, Locks.lock(rng, rng.replace("</rng>", AT_1 + "</rng>"))),
                "<tpm model='tpm-tis'/>" + rng.replace("</rng>", AT_1 + "</rng>"));
    }

    @Test
    void anImpliedDeviceGivesWayToAListedOne() {
        Lock lock = Locks.lock("", "<memballoon model='virtio'>" + AT_1 + "</memballoon>");
        Pinned pinned = pin("<memballoon model='none'/>", lock);
        devices(pinned, "<memballoon model='none'/>");
        assertThat(pinned.removed()).hasSize(1);
    }

    @Test
    void anImpliedDeviceThatIsListedNowIsTheSame() {
        Lock lock = Locks.lock("", "<memballoon model='virtio'>" + AT_1 + "</memballoon>");
        devices(
                pin("<memballoon model='virtio'><stats period='5'/></memballoon>", lock),
                "<memballoon model='virtio'><stats period='5'/>" + AT_1 + "</memballoon>");
    }

    @Test
    void whatOnlyTheHostSeesIsNotPutBack() {
        devices(pin("", Locks.lock("", "<audio id='1' type='none'/><graphics type='vnc' port='-1'/>")), "");
    }

    @Test
    void theConsoleThatIsASerialPortComesFirstAndWithoutAnAlias() {
        String serial = "<serial type='pty'><target type='isa-serial' port='0'/></serial>";
        String shadow = "<console type='pty'><target type='serial' port='0'/>";
        String virtio = "<console type='pty'><target type='virtio' port='1'/></console>";
        Lock lock = Locks.lock(
                virtio + shadow + "</console>" + serial, serial + shadow + "<alias name='ua-s'/></console>" + virtio);
        devices(pin(virtio + shadow + "</console>" + serial, lock), shadow + "</console>" + virtio + serial);
    }

    @Test
    void theShadowOfASerialPortIsNotPutBack() {
        String serial = "<serial type='pty'><target type='isa-serial' port='0'/></serial>";
        devices(pin(serial, Locks.lock(serial, serial + "<console type='pty'><target type='serial' port='0'/></console>")), serial);
    }

    @Test
    void anOlderLibvirtIsNotToldWhatItDoesntKnow() {
        String itco = "<watchdog model='itco' action='reset'/>";
        String cdrom = "<disk type='file' device='cdrom'%s><target dev='sda' bus='usb'/></disk>";
        Lock lock = Locks.lock(cdrom.formatted(""), cdrom.formatted(" model='usb-storage'") + itco);
        devices(pin(cdrom.formatted(""), lock, new Version(9, 0, 0)), cdrom.formatted(""));
        devices(pin(cdrom.formatted(""), lock, new Version(12, 8, 0)), cdrom.formatted(" model='usb-storage'") + itco);
    }

    @Test
    void theOwnersWordsStayWhereTheGuestDoesntSeeThem() {
        String disk = "<disk type='file' device='disk'><driver name='qemu'%s/><source file='/%s.img'/><target dev='vda' bus='virtio'/>%s</disk>";
        Lock lock = Locks.lock(disk.formatted(" cache='none'", "a", ""), disk.formatted(" cache='none'", "a", AT_1));
        devices(pin(disk.formatted("", "b", ""), lock), disk.formatted("", "b", AT_1));
    }

    @Test
    void againstTheLockTheyAreReportedAndStandUntilSomeoneDecides() {
        Lock lock = Locks.lock(
                "<interface type='user'>" + MAC + "</interface>", "<interface type='user'>" + MAC + AT_1 + "</interface>");
        Pinned pinned = pin("<interface type='user'>" + MAC + AT_2 + "</interface>", lock);
        assertThat(pinned.contradictions())
                .extracting(AbiChange::toString)
                .containsExactly("interface 52:54:00:00:00:01 (interface-52:54:00:00:00:01):"
                        + " address@bus 0x01 -> 0x02 (the network card is renamed)");
        assertThat(DeviceKinds.in(pinned.domain()).getFirst().value("address@bus")).isEqualTo("0x02");
    }

    @Test
    void halfAnAddressIsNotMadeWholeFromAnother() {
        Lock lock = Locks.lock(
                "<interface type='user'>" + MAC + "</interface>", "<interface type='user'>" + MAC + AT_1 + "</interface>");
        Pinned pinned = pin("<interface type='user'>" + MAC + "<address type='pci' slot='0x05'/></interface>", lock);
        assertThat(DeviceKinds.in(pinned.domain()).getFirst().child("address"))
                .isEqualTo(Element.of("address", "type", "pci", "slot", "0x05"));
        assertThat(pinned.contradictions()).hasSize(1);
    }

    @Test
    void anotherFormOfTheSameIsNoContradiction() {
        Lock lock = Locks.lock(
                "<interface type='user'>" + MAC + "</interface>", "<interface type='user'>" + MAC + AT_1 + "</interface>");
        assertThat(pin("<interface type='user'>" + MAC + "<address type='pci' bus='1' slot='0'/></interface>", lock).contradictions())
                .isEmpty();
    }

    @Test
    void whatTheOwnerTakesBackIsNoticedWhereTheGuestSawIt() {
        String disk = "<disk type='file' device='disk'><target dev='vda' bus='virtio'/>%s</disk>";
        Lock lock = Locks.lock(
                disk.formatted("<serial>S1</serial><boot order='1'/>"), disk.formatted("<serial>S1</serial><boot order='1'/>"));
        assertThat(pin(disk.formatted(""), lock).contradictions())
                .extracting(AbiChange::toString)
                .containsExactly("disk vda (disk-vda): serial S1 -> none (the disk's serial number changes)");
    }

    @Test
    void whatTheOwnerAddsIsNoticedWhereTheGuestWillSeeIt() {
        String disk = "<disk type='file' device='disk'><target dev='vda' bus='virtio'/>%s</disk>";
        Lock lock = Locks.lock(disk.formatted(""), disk.formatted(""));
        assertThat(pin(disk.formatted("<serial>S1</serial><boot order='1'/>"), lock).contradictions())
                .extracting(AbiChange::toString)
                .containsExactly("disk vda (disk-vda): serial none -> S1 (the disk's serial number changes)");
    }

    @Test
    void whatALibvirtIgnoredIsNotSubmittedToAnother() {
        String rng = "<rng model='virtio'%s><backend model='random'>/dev/random</backend>%s</rng>";
        Lock lock = Locks.lock(rng.formatted(" new='1'", "<newer a='1'/>"), rng.formatted("", ""));
        devices(pin(rng.formatted(" new='1'", "<newer a='1'/>"), lock), rng.formatted("", ""));
        assertThat(pin(rng.formatted(" new='2'", ""), lock).contradictions())
                .extracting(change -> change.difference().path())
                .containsExactly("rng@new");
    }

    @Test
    void textAmidElementsIsKnownAgain() {
        String rng = "<rng model='virtio'><note>a &lt; <b/> c</note>%s</rng>";
        Lock lock = Locks.lock(rng.formatted(""), rng.formatted(AT_1));
        devices(pin(rng.formatted(""), lock), rng.formatted(AT_1));
    }

    @Test
    void anotherModelIsAnotherDevice() {
        Lock lock = Locks.lock(
                "<interface type='user'>" + MAC + "<model type='virtio'/></interface>",
                "<interface type='user'>" + MAC + "<model type='virtio'/>" + AT_1 + "</interface>");
        Pinned pinned = pin("<interface type='user'>" + MAC + "<model type='e1000'/></interface>", lock);
        devices(pinned, "<interface type='user'>" + MAC + "<model type='e1000'/></interface>");
        assertThat(pinned.removed()).hasSize(1);
    }

    @Test
    void whereItIsNotCertainWhichIsWhichItIsRefused() {
        String rng = "<rng model='virtio'>%s</rng>";
        Lock lock = Locks.lock(rng.repeat(2).formatted("", ""), rng.repeat(2).formatted(AT_1, AT_2));
        assertThatThrownBy(() -> pin(rng.formatted(""), lock)).isInstanceOf(RefusalException.class);
    }

    @Test
    void outsideTheDevicesWhatTheGuestSeesIsPutBack() {
        Lock lock = Locks.lock(
                Locks.domain("<os><type machine='q35'>hvm</type></os>", ""),
                Locks.domain(
                        "<uuid>d32f0fbe-31f0-4e0f-b0c5-6c1bc2a1f0e0</uuid><os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>"
                                + "<clock offset='utc'><timer name='rtc' tickpolicy='catchup'/></clock>"
                                + "<seclabel type='dynamic' model='dac'/><resource><partition>/machine</partition></resource>"
                                + "<currentMemory unit='KiB'>1024</currentMemory>",
                        ""));
        Pinned pinned = Pin.pin(Locks.domain("<os><type machine='q35'>hvm</type></os>", ""), own -> own, lock, LIBVIRT);
        outside(
                pinned,
                "<uuid>d32f0fbe-31f0-4e0f-b0c5-6c1bc2a1f0e0</uuid>"
                        + "<os><type machine='pc-q35-7.2' arch='x86_64'>hvm</type></os>"
                        + "<clock offset='utc'><timer name='rtc' tickpolicy='catchup'/></clock>");
        assertThat(pinned.contradictions()).isEmpty();
    }

    @Test
    void aMachineOfAnotherNameIsHeldAgainstItsOwner() {
        Lock lock = Locks.lock(
                Locks.domain("<os><type machine='pc-q35-7.2'>hvm</type></os><vcpu>2</vcpu>", ""),
                Locks.domain("<os><type machine='pc-q35-7.2'>hvm</type></os><vcpu>2</vcpu>", ""));
        Pinned pinned = Pin.pin(Locks.domain("<os><type machine='pc-q35-8.0'>hvm</type></os><vcpu>4</vcpu>", ""), own -> own, lock, LIBVIRT);
        outside(pinned, "<os><type machine='pc-q35-8.0'>hvm</type></os><vcpu>4</vcpu>");
        assertThat(pinned.contradictions())
                .extracting(AbiChange::toString)
                .containsExactly("domain: os/type@machine pc-q35-7.2 -> pc-q35-8.0"
                        + " (the whole board changes; Windows may want to be activated again)");
    }

    @Test
    void whatTheOwnerWroteOutsideTheDevicesIsTheOwnersToChange() {
        Lock lock = Locks.lock(
                Locks.domain("<cpu mode='host-model'/><title>a</title>", ""),
                Locks.domain("<cpu mode='host-model'/><title>a</title>", ""));
        Pinned pinned = Pin.pin(Locks.domain("<cpu mode='host-passthrough'/>", ""), own -> own, lock, LIBVIRT);
        outside(pinned, "<cpu mode='host-passthrough'/>");
        assertThat(pinned.contradictions()).isEmpty();
    }

    @Test
    void whatTheCompleterChoseThereIsNot() {
        Lock lock = Locks.lock(Locks.domain("<clock/>", ""), Locks.domain("<clock offset='utc'/>", ""));
        assertThat(Pin.pin(Locks.domain("<clock offset='localtime'/>", ""), own -> own, lock, LIBVIRT).contradictions())
                .extracting(change -> change.difference().path())
                .containsExactly("domain/clock@offset");
    }

    @Test
    void aSizeInAnotherUnitIsTheSameSize() {
        Element gib = Locks.domain("<memory unit='GiB'>1</memory>", "");
        Lock lock = Locks.lock(gib, Locks.domain("<memory unit='KiB'>1048576</memory>", ""));
        Pinned pinned = Pin.pin(gib, own -> own, lock, LIBVIRT);
        outside(pinned, "<memory unit='GiB'>1</memory>");
        assertThat(pinned.contradictions()).isEmpty();
    }

    @Test
    void aSizeIsPutBackWithItsUnitAndAUnitWithItsNumberOnly() {
        Lock lock = Locks.lock(Locks.domain("", ""), Locks.domain("<memory unit='GiB'>2</memory>", ""));
        outside(Pin.pin(Locks.domain("", ""), own -> own, lock, LIBVIRT), "<memory unit='GiB'>2</memory>");
        outside(Pin.pin(Locks.domain("<memory>1048576</memory>", ""), own -> own, lock, LIBVIRT), "<memory>1048576</memory>");
        outside(Pin.pin(Locks.domain("<memory/>", ""), own -> own, lock, LIBVIRT), "<memory unit='GiB'>2</memory>");
    }
}
