package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lenses;
import dev.holdfast.spec.Spec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices plugged into a VM and out of it, on a host of toys. */
class HotplugTest {

    private static final String YAML = """
            name: vm
            pci: {spare-ports: 2}
            devices:
              disks:
              # the system
              - image: /root.img
                format: raw
              interfaces:
              - network: default   # the office
            """;

    private static final String XML = """
            <domain type='qemu'>
              <name>vm</name>
              <os><type machine='q35'>hvm</type></os>
              <devices>
                <!-- the system -->
                <disk type='file'><source file='/root.img'/><target dev='vda' bus='virtio'/></disk>
              </devices>
            </domain>
            """;

    private static final String DISK = "disk: {image: /data.qcow2}";

    private final ToyHost host = new ToyHost(HoldfastTest.OLD);

    /** A VM of which spec, lock and definition agree. */
    private record Vm(Spec spec, Lock lock) {}

    private Vm applied(String text) {
        Spec spec = Spec.parse(text.startsWith("<") ? "vm.xml" : "vm.yaml", text);
        return new Vm(spec, Holdfast.apply(spec, null, host, AbiChanges.REFUSE, Drift.REFUSE).completion().lock());
    }

    private Vm running(String text) {
        Vm vm = applied(text);
        host.start("vm");
        return vm;
    }

    private Plugged attach(Vm vm, String device) {
        Element read = Lenses.of(device).device("DEVICE", device, vm.lock().toDomain());
        return Holdfast.attach(vm.spec(), vm.lock(), host, read);
    }

    private Plugged detach(Vm vm, String device) {
        return Holdfast.detach(vm.spec(), vm.lock(), host, device, Duration.ZERO);
    }

    private static Vm after(Plugged plugged) {
        return new Vm(plugged.spec(), plugged.completion().lock());
    }

    private static Element find(Element domain, String target) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> target.equals(device.value("target@dev")))
                .findFirst()
                .orElse(Element.of("none"));
    }

    private Element definition() {
        return host.definition("vm").orElseThrow();
    }

    private void agrees(Vm vm) {
        assertThat(Holdfast.diff(vm.spec(), vm.lock(), host).changes()).isEmpty();
        assertThat(Holdfast.complete(vm.spec(), vm.lock(), host).additions()).isEmpty();
        Applied again = Holdfast.apply(vm.spec(), vm.lock(), host, AbiChanges.REFUSE, Drift.REFUSE);
        assertThat(again.how()).isEqualTo(Applied.How.UNCHANGED);
    }

    @Test
    void aDiskComesIntoTheRunningVmAndItsDefinitionAtTheSameAddress() {
        Vm vm = running(YAML);
        Plugged plugged = attach(vm, DISK);
        Element live = find(host.running("vm").orElseThrow(), "vdb");
        assertThat(live.child("address")).isNotNull().isEqualTo(find(definition(), "vdb").child("address"));
        assertThat(plugged.id()).isEqualTo("disk-vdb");
        assertThat(plugged.running()).isTrue();
        assertThat(plugged.address()).isEqualTo("0000:03:00.0");
        agrees(after(plugged));
    }

    @Test
    void theSpecGetsTheDeviceAndKeepsEveryLine() {
        assertThat(attach(running(YAML), DISK).spec().text())
                .isEqualTo(YAML.replace("    format: raw\n", "    format: raw\n  - image: /data.qcow2\n    target: vdb\n    model: virtio-blk\n"));
    }

    @Test
    void anXmlSpecTakesADeviceInEitherFormat() {
        for (String device : List.of(
                "<disk type='file'><source file='/data.qcow2'/><target dev='vdb' bus='virtio'/></disk>", DISK)) {
            ToyHost other = new ToyHost(HoldfastTest.OLD);
            Spec spec = Spec.parse("vm.xml", XML).withSparePorts(1);
            Lock lock = Holdfast.apply(spec, null, other, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
            other.start("vm");
            Element read = Lenses.of(device).device("DEVICE", device, lock.toDomain());
            Plugged plugged = Holdfast.attach(spec, lock, other, read);
            assertThat(plugged.spec().text()).contains("<!-- the system -->", "/data.qcow2", "vdb").doesNotContain("0x04");
            assertThat(find(other.definition("vm").orElseThrow(), "vdb").child("address")).isNotNull();
        }
    }

    @Test
    void whatWasSpareIsSpareAgainFromTheNextStartOn() {
        Vm vm = running(YAML);
        Plugged plugged = attach(vm, DISK);
        assertThat(HotplugPorts.free(definition())).hasSize(2);
        assertThat(HotplugPorts.free(host.running("vm").orElseThrow())).hasSize(1);
        assertThat(host.plugged).hasSize(1);
        assertThat(Holdfast.diff(plugged.spec(), plugged.completion().lock(), host).running())
                .hasSize(1)
                .allMatch(RunningChange::waits);
    }

    @Test
    void roomForMoreMayBeAskedForWithTheDevice() {
        Vm vm = running(YAML.replace("pci: {spare-ports: 2}", "pci: {spare-ports: 1}"));
        Element disk = Lenses.of(DISK).device("DEVICE", DISK, vm.lock().toDomain());
        Plugged plugged = Holdfast.attach(vm.spec(), vm.lock(), host, disk, 3);
        assertThat(HotplugPorts.free(definition())).hasSize(3);
        assertThat(host.plugged).hasSize(1);
        assertThat(plugged.spec().text()).contains("pci: {spare-ports: 1}").doesNotContain("spare-ports: 3");
        agrees(after(plugged));
    }

    @Test
    void whereNoPortIsFreeItIsRefusedAndNothingHappens() {
        Vm vm = running(YAML.replace("pci: {spare-ports: 2}\n", ""));
        Element before = definition();
        assertThatThrownBy(() -> attach(vm, DISK))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("disk vdb: no port is free in the running VM")
                .hasMessageContaining("spare-ports: 4");
        assertThat(definition()).isSameAs(before);
        assertThat(host.plugged).isEmpty();
    }

    @Test
    void aPortThatOnlyTheDefinitionHasIsNotFree() {
        Vm vm = running(YAML.replace("pci: {spare-ports: 2}\n", ""));
        Spec roomier = vm.spec().withSparePorts(2);
        Lock lock = Holdfast.apply(roomier, vm.lock(), host, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
        assertThatThrownBy(() -> attach(new Vm(roomier, lock), DISK))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("the VM has run since before");
    }

    @Test
    void whileTheVmDoesNotRunOnlyTheDefinitionChanges() {
        Plugged plugged = attach(applied(YAML.replace("pci: {spare-ports: 2}\n", "")), DISK);
        assertThat(plugged.running()).isFalse();
        assertThat(host.plugged).isEmpty();
        assertThat(find(definition(), "vdb").child("address")).isNotNull();
        agrees(after(plugged));
    }

    @Test
    void detachTakesItOutOfBothAndKeepsThePort() {
        Vm vm = after(attach(running(YAML), DISK));
        int ports = DeviceKinds.in(definition()).stream().filter(HotplugPorts::isPort).toList().size();
        Plugged plugged = detach(vm, "vdb");
        assertThat(find(host.running("vm").orElseThrow(), "vdb").name()).isEqualTo("none");
        assertThat(find(definition(), "vdb").name()).isEqualTo("none");
        assertThat(DeviceKinds.in(definition()).stream().filter(HotplugPorts::isPort)).hasSize(ports);
        assertThat(plugged.spec().text()).isEqualTo(YAML);
        agrees(after(plugged));
    }

    @Test
    void anyNameOfADeviceWillDo() {
        Vm vm = running(YAML.replace("  - network: default", "  - name: office\n    mac: 52:54:00:00:00:01\n    network: default"));
        String address = RunningComparison.address(find(definition(), "vda"));
        for (String name : List.of("disk-vda", "vda", "disk vda", address)) {
            assertThat(References.find(name, vm.lock()).id()).isEqualTo("disk-vda");
        }
        for (String name : List.of("office", "52:54:00:00:00:01")) {
            assertThat(References.find(name, vm.lock()).kind()).isEqualTo("interface");
        }
        assertThatThrownBy(() -> detach(vm, "vdz"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("There are: ")
                .hasMessageContaining("disk-vda");
        assertThatThrownBy(() -> detach(vm, "controller-pci-1-pcie-root-port"))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("was added by libvirt");
    }

    @Test
    void aGuestThatKeepsItIsRefusedAndNothingElseChanges() {
        Vm vm = after(attach(running(YAML), DISK));
        Element before = definition();
        host.stubborn = true;
        assertThatThrownBy(() -> detach(vm, "vdb"))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("disk vdb: the guest hasn't let go of it")
                .hasMessageContaining("paused");
        assertThat(definition()).isSameAs(before);
        host.stubborn = false;
        assertThat(detach(vm, "vdb").running()).isTrue();
    }

    @Test
    void whatTheGuestLetGoOfLaterIsTakenOutOfTheDefinition() {
        Vm vm = after(attach(running(YAML), DISK));
        host.unplug("vm", find(definition(), "vdb"));
        host.unplugged.clear();
        Plugged plugged = detach(vm, "vdb");
        assertThat(host.unplugged).isEmpty();
        assertThat(plugged.running()).isFalse();
        agrees(after(plugged));
    }

    @Test
    void whatIsPluggedInElsewhereThanPlannedIsUnpluggedAgain() {
        Vm vm = running(YAML);
        Element before = definition();
        host.asPlugged = device -> device.without("address").plus(Element.of("address", "type", "pci", "bus", "9", "slot", "0"));
        assertThatThrownBy(() -> attach(vm, DISK))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("libvirt didn't plug it in at 0000:03:00.0")
                .hasMessageContaining("being unplugged again");
        assertThat(host.unplugged).hasSize(1);
        assertThat(definition()).isSameAs(before);
    }

    @Test
    void whatLibvirtRejectsChangesNothing() {
        Vm vm = running(YAML);
        Element before = definition();
        assertThatThrownBy(() -> attach(vm, "disk: {image: /forbidden.qcow2}"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("Permission denied");
        assertThat(definition()).isSameAs(before);
        assertThat(host.unplugged).isEmpty();
    }

    @Test
    void whatCannotBePluggedIsRefusedWithTheReason() {
        assertThatThrownBy(() -> attach(running(YAML), "disk: {image: /a.qcow2, bus: sata}"))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("whose bus is sata can't be plugged into a running VM")
                .hasMessageContaining("scsi, usb, virtio");
        assertThatThrownBy(() -> attach(running(YAML), "video: {model: vga}"))
                .hasMessageContaining("libvirt plugs no video into a running VM");
    }

    @Test
    void anEditThatWaitsOrAChangeElsewhereComesFirst() {
        Vm vm = running(YAML);
        Spec edited = Spec.parse("vm.yaml", YAML.replace("/root.img", "/other.img"));
        assertThatThrownBy(() -> attach(new Vm(edited, vm.lock()), DISK))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("not applied yet")
                .hasMessageContaining("/other.img");
        host.edit("vm", domain -> domain.mapChild("devices", all -> all.plus(XmlSource.parse(
                "<disk type='file'><source file='/x'/><target dev='vdx' bus='virtio'/></disk>", "x"))));
        assertThatThrownBy(() -> attach(vm, DISK))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("changed in libvirt since it was locked: disk vdx")
                .hasMessageContaining("--accept-drift");
        assertThatThrownBy(() -> Holdfast.attach(vm.spec(), null, host, Element.of("disk"))).hasMessageContaining("holdfast apply");
    }

    @Test
    void whatWasPluggedInBehindHoldfastsBackIsSeenAndComesFirst() {
        Vm vm = running(YAML);
        host.plug("vm", XmlSource.parse(
                "<interface type='user'><mac address='52:54:00:00:00:99'/><address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/></interface>", "x"));
        List<RunningChange> changes = Holdfast.diff(vm.spec(), vm.lock(), host).running();
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst())
                .hasToString("interface 52:54:00:00:00:99: runs at 0000:04:00.0 and isn't defined, so that it is gone at the next start");
        assertThatThrownBy(() -> attach(vm, DISK)).isInstanceOf(RefusalException.class).hasMessageContaining("isn't defined");
    }

    @Test
    void whatIsPlacedOnlyAtTheStartIsNoDifference() {
        Vm vm = running(YAML + "  serials:\n  - type: pty\n");
        host.editRunning("vm", domain -> domain.mapChild(
                "devices",
                devices -> devices.mapChild("serial", serial -> serial.plus(Element.of("address", "type", "isa", "iobase", "0x3f8")))));
        assertThat(Holdfast.diff(vm.spec(), vm.lock(), host).running()).isEmpty();
    }

    @Test
    void drivesOfTwoBusesAreNotInEachOthersPlace() {
        Element sata = XmlSource.parse("<disk><target dev='sda' bus='sata'/><address type='drive' controller='0' unit='0'/></disk>", "x");
        Element scsi = XmlSource.parse("<disk><target dev='sdb' bus='scsi'/><address type='drive' controller='0' unit='0'/></disk>", "x");
        Element host = XmlSource.parse("<hostdev type='scsi'><address type='drive' controller='0' unit='0'/></hostdev>", "x");
        assertThat(RunningComparison.isAt(scsi, sata)).isFalse();
        assertThat(RunningComparison.isAt(scsi, scsi)).isTrue();
        assertThat(RunningComparison.isAt(scsi, host)).isTrue();
    }

    /** Where the process ends after libvirt was told, and before spec and lock were written. */
    @Test
    void anAttachThatWasCutOffIsFoundAsDriftAndAccepted() {
        Vm vm = running(YAML);
        attach(vm, DISK);
        assertThat(Holdfast.diff(vm.spec(), vm.lock(), host).changes()).anyMatch(change -> change.toString().startsWith("disk vdb"));
        Applied accepted = Holdfast.apply(vm.spec(), vm.lock(), host, AbiChanges.REFUSE, Drift.ACCEPT);
        assertThat(accepted.spec().text()).contains("/data.qcow2", "# the system");
        assertThat(find(definition(), "vdb").child("address"))
                .isEqualTo(find(host.running("vm").orElseThrow(), "vdb").child("address"));
        agrees(new Vm(accepted.spec(), accepted.completion().lock()));
    }

    /** The spec is written before the lock. */
    @Test
    void oneThatWasCutOffBetweenSpecAndLockIsFoundToo() {
        Vm vm = running(YAML);
        Plugged plugged = attach(vm, DISK);
        Applied accepted = Holdfast.apply(plugged.spec(), vm.lock(), host, AbiChanges.REFUSE, Drift.ACCEPT);
        assertThat(accepted.spec().text()).isEqualTo(plugged.spec().text());
        assertThat(find(accepted.completion().domain(), "vdb").child("address")).isEqualTo(find(definition(), "vdb").child("address"));
        agrees(new Vm(accepted.spec(), accepted.completion().lock()));
    }

    @Test
    void aDetachThatWasCutOffIsFoundAsDrift() {
        Vm vm = after(attach(running(YAML), DISK));
        detach(vm, "vdb");
        Applied accepted = Holdfast.apply(vm.spec(), vm.lock(), host, AbiChanges.REFUSE, Drift.ACCEPT);
        assertThat(accepted.spec().text()).isEqualTo(YAML);
        agrees(new Vm(accepted.spec(), accepted.completion().lock()));
    }

    @Test
    void aDeviceIsReadInEitherFormatAndIsOne() {
        Lock lock = applied(YAML).lock();
        Element domain = lock.toDomain();
        for (String same : List.of(DISK, "disks: [{image: /data.qcow2}]", "<disk>: {image: /data.qcow2}", "disks:\n- image: /data.qcow2\n")) {
            String yaml = same.startsWith("<") ? "\"<disk>\": {image: /data.qcow2}" : same;
            Element disk = Lenses.of(yaml).device("DEVICE", yaml, domain);
            assertThat(disk.value("target@dev")).isEqualTo("vdb");
            assertThat(disk.value("driver@type")).isEqualTo("qcow2");
        }
        for (String none : List.of("", "nonsense", "disk: {imgae: /a.qcow2}", "disks: [{image: /a.raw}, {image: /b.raw}]", "<domain/>", "emulator: /a", "disk: {image: /a.qcow2, bus")) {
            assertThatThrownBy(() -> Lenses.of(none).device("DEVICE", none, domain))
                    .isInstanceOf(UnusableInputException.class)
                    .hasMessageStartingWith("DEVICE");
        }
    }
}
