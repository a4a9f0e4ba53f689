package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.lock.Lock;
import dev.holdfast.match.Addition;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop, once around, with a completer of toys. */
class HoldfastTest {

    static final Version OLD = new Version(9, 0, 0);
    static final Version NEW = new Version(12, 8, 0);

    private static final String VM = """
            <domain type='qemu'>
              <name>vm</name>
              <os><type machine='q35'>hvm</type></os>
              <devices>
                <!-- the system -->
                <disk type='file'>
                  <source file='/root.img'/>
                  <target dev='vda'/>
                </disk>
                <interface type='user'/>
              </devices>
            </domain>
            """;

    private final ToyCompleter toy = new ToyCompleter(OLD);

    private static Spec xml(String text) {
        return Spec.parse("vm.xml", text);
    }

    private static Element device(Element domain, String kind) {
        return DeviceKinds.in(domain).stream().filter(d -> d.name().equals(kind)).findFirst().orElseThrow();
    }

    @Test
    void whatWasAddedIsWrittenBack() {
        Completion done = Holdfast.complete(xml(VM), null, toy);
        assertThat(done.spec().text()).isEqualTo("""
                <domain type='qemu'>
                  <name>vm</name>
                  <uuid>%s</uuid>
                  <memory unit='KiB'>1048576</memory>
                  <os><type machine='pc-q35-7.0' arch='x86_64'>hvm</type></os>
                  <clock offset='localtime'/>
                  <devices>
                    <!-- the system -->
                    <disk type='file' device='disk'>
                      <source file='/root.img'/>
                      <target dev='vda' bus='virtio'/>
                      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                    </disk>
                    <controller type='pci' index='1' model='pcie-root-port'>
                      <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/>
                    </controller>
                    <controller type='pci' index='2' model='pcie-root-port'>
                      <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x1'/>
                    </controller>
                    <controller type='pci' index='3' model='pcie-root-port'>
                      <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x2'/>
                    </controller>
                    <controller type='pci' index='4' model='pcie-root-port'>
                      <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x3'/>
                    </controller>
                    <controller type='usb' index='0' model='qemu-xhci'>
                      <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
                    </controller>
                    <controller type='pci' index='0' model='pcie-root'/>
                    <interface type='user'>
                      <mac address='52:54:00:09:00:01'/>
                      <model type='rtl8139'/>
                      <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
                    </interface>
                    <memballoon model='virtio'>
                      <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
                    </memballoon>
                  </devices>
                </domain>
                """.formatted(done.domain().value("uuid")));
    }

    @Test
    void whatWasAddedIsNamedWithTheOneWhoDecidedIt() {
        assertThat(Holdfast.complete(xml(VM), null, toy).additions())
                .extracting(Addition::toString)
                .contains(
                        "pci 0000:01:00.0 for disk-vda, by toy 9.0.0",
                        "model@type rtl8139 for interface-1, by toy 9.0.0",
                        "device controller pcie-root-port at pci 0000:00:01.0 for controller-pci-1-pcie-root-port, by toy 9.0.0",
                        "os/type@machine pc-q35-7.0 for domain, by toy 9.0.0")
                .noneMatch(line -> line.contains("emulator") || line.contains("alias"));
    }

    @Test
    void theLockHoldsAllOfIt() {
        Completion done = Holdfast.complete(xml(VM), null, toy);
        assertThat(done.lock().toDomain()).isEqualTo(done.domain());
        assertThat(done.lock().made().completer()).isEqualTo("toy 9.0.0");
        assertThat(done.lock().generation()).isZero();
    }

    @Test
    void theSameAgainIsTheSameLock() {
        Completion done = Holdfast.complete(xml(VM), null, toy);
        Completion again = Holdfast.complete(xml(VM), done.lock(), toy);
        assertThat(again.lock()).isSameAs(done.lock());
        assertThat(again.additions()).isEmpty();
    }

    @Test
    void anotherCompleterDecidesNothingAnew() {
        Completion done = Holdfast.complete(xml(VM), null, toy);
        Completion moved = Holdfast.complete(xml(VM), done.lock(), new ToyCompleter(NEW));
        assertThat(device(moved.domain(), "interface")).isEqualTo(device(done.domain(), "interface"));
        assertThat(device(moved.domain(), "disk")).isEqualTo(device(done.domain(), "disk"));
        assertThat(moved.domain().value("os/type@machine")).isEqualTo("pc-q35-7.0");
        assertThat(moved.domain().value("clock@offset")).isEqualTo("localtime");
        assertThat(moved.additions())
                .extracting(Addition::toString)
                .containsExactly("device watchdog itco for watchdog-itco, by toy 12.8.0");
    }

    @Test
    void aGuestThatWouldNoticeIsAskedForFirst() {
        Lock lock = Holdfast.complete(xml(VM), null, toy).lock();
        Spec edited = xml(VM.replace("machine='q35'", "machine='pc-q35-8.0'"));
        assertThatThrownBy(() -> Holdfast.complete(edited, lock, toy))
                .isInstanceOf(RefusalException.class)
                .hasMessageStartingWith("domain: os/type@machine pc-q35-7.0 -> pc-q35-8.0 (the whole board changes")
                .hasMessageContaining("--accept-abi-change");
        Completion accepted = Holdfast.complete(edited, lock, toy, AbiChanges.ACCEPT);
        assertThat(accepted.accepted()).hasSize(1);
        assertThat(accepted.domain().value("os/type@machine")).isEqualTo("pc-q35-8.0");
    }

    @Test
    void whatACompleterMovesAgainstTheLockIsRefusedToo() {
        Lock lock = Holdfast.complete(xml(VM), null, toy).lock();
        Completer wilful = new ToyCompleter(OLD) {
            @Override
            public Element complete(Element partial) {
                Element complete = super.complete(partial);
                return DeviceKinds.replaceIn(complete, DeviceKinds.in(complete).stream()
                        .map(d -> d.name().equals("interface") ? d.mapChild("address", a -> a.withAttribute("bus", "0x09")) : d)
                        .toList());
            }
        };
        assertThatThrownBy(() -> Holdfast.complete(xml(VM), lock, wilful))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("address@bus 0x02 -> 0x09 (the network card is renamed)");
    }

    @Test
    void anotherFirmwareThanTheLockedVmHadIsRefusedUnlessItsOwnerAsksForIt() {
        String efi = VM.replace("<os>", "<os firmware='efi'>");
        Lock lock = Holdfast.complete(xml(efi), null, toy).lock();
        Completer secure = new ToyCompleter(NEW) {
            @Override
            public Element complete(Element partial) {
                return super.complete(partial).mapChild("features", f -> f.mapChild("smm", smm -> smm.withAttribute("state", "on")));
            }
        };
        assertThatThrownBy(() -> Holdfast.complete(xml(efi), lock, secure))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("features/smm@state none -> on")
                .hasMessageContaining("Name the VM's firmware");
        String asked = efi.replace("<devices>", "<features><smm state='on'/></features><devices>");
        assertThat(Holdfast.complete(xml(asked), lock, secure).domain().value("features/smm@state")).isEqualTo("on");
    }

    @Test
    void aDeviceThatACompleterDropsIsNotLostInSilence() {
        Completer forgetful = new ToyCompleter(OLD) {
            @Override
            public Element complete(Element partial) {
                Element complete = super.complete(partial);
                return DeviceKinds.replaceIn(
                        complete,
                        DeviceKinds.in(complete).stream().filter(d -> !d.name().equals("tpm")).toList());
            }
        };
        assertThatThrownBy(() -> Holdfast.complete(
                        xml(VM.replace("<interface type='user'/>", "<tpm model='tpm-tis'/>")), null, forgetful))
                .isInstanceOf(CompleterException.class)
                .hasMessageStartingWith("vm.xml:10:5: tpm tpm-tis: The completer left this device out");
    }

    @Test
    void aKindOfTomorrowIsCarried() {
        String teleporter = "<teleporter model='x1' new='1'><beam>blue</beam></teleporter>";
        Completion done = Holdfast.complete(xml(VM.replace("<interface type='user'/>", teleporter)), null, toy);
        Element device = device(done.domain(), "teleporter");
        assertThat(device.value("beam")).isEqualTo("blue");
        assertThat(device(done.lock().toDomain(), "teleporter")).isEqualTo(device);
        assertThat(device(Holdfast.complete(xml(VM.replace("<interface type='user'/>", teleporter)), done.lock(), new ToyCompleter(NEW)).domain(), "teleporter"))
                .isEqualTo(device);
    }

    @Test
    void plainYamlGoesTheSameWay() {
        Spec spec = Spec.parse("vm.yaml", "devices:\n  disks:\n  - image: /root.qcow2\n");
        Completion done = Holdfast.complete(spec, null, toy);
        assertThat(done.spec().text()).contains("image: /root.qcow2").contains("bus: 0x01");
        assertThat(Holdfast.complete(done.spec(), done.lock(), toy).spec().text()).isEqualTo(done.spec().text());
    }

    @Test
    void whatIsNoDomainIsRefused() {
        assertThatThrownBy(() -> Holdfast.complete(xml("\n<network/>"), null, toy))
                .isInstanceOf(UnusableInputException.class)
                .hasMessage("vm.xml:2:1: A <domain> is expected here, not a <network>");
    }

    @Test
    void twoDevicesAtOneAddressAreRefusedBeforeAnyoneIsAsked() {
        String at = "<address type='pci' bus='0x%s' slot='0'/>";
        Spec spec = xml("<domain><name>vm</name><devices>\n<rng model='virtio'>" + at.formatted("1") + "</rng>\n<tpm model='x'>"
                + at.formatted("01") + "</tpm>\n<sound model='y'>" + at.formatted("1") + "</sound></devices></domain>");
        assertThatThrownBy(() -> Holdfast.complete(spec, null, toy))
                .isInstanceOfSatisfying(UnusableInputException.class, e -> assertThat(e.problems()).hasSize(2))
                .hasMessageStartingWith("vm.xml:3:1: tpm x: PCI address 0000:01:00.0 is taken by rng virtio, at vm.xml:2:1\n"
                        + "  Give one of the two another address, or none");
    }

    /** The owner's word would stand in the spec, and another in the lock. */
    @Test
    void anAddressOfZerosIsRefusedBecauseLibvirtGivesAnother() {
        Spec spec = xml("<domain><name>vm</name><devices>\n<rng model='virtio'><address type='pci' domain='0' bus='0x00' slot='0x0'"
                + " function='0'/></rng></devices></domain>");
        assertThatThrownBy(() -> Holdfast.complete(spec, null, toy))
                .isInstanceOf(UnusableInputException.class)
                .hasMessage("vm.xml:2:1: rng virtio: To libvirt the PCI address 0000:00:00.0 is none, and it would give another\n"
                        + "  Leave the address out");
    }

    @Test
    void aSerialPortMayStandAtItsConsolesAddress() {
        String at = "<target type='serial' port='0'/><address type='pci' bus='0x1' slot='0'/>";
        Spec spec = xml("<domain><name>vm</name><devices><serial type='pty'>" + at + "</serial><console type='pty'>" + at
                + "</console></devices></domain>");
        assertThat(DeviceKinds.in(Holdfast.complete(spec, null, toy).domain()).stream().map(Element::name)).contains("serial", "console");
    }

    @Test
    void aDomainWithoutDevicesIsOne() {
        Completion done = Holdfast.complete(xml("<domain><name>vm</name></domain>"), null, toy);
        assertThat(List.of(done.lock().devices().size(), DeviceKinds.in(done.spec().domain()).size())).containsExactly(5, 5);
    }
}
