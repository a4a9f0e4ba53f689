package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Applied;
import dev.holdfast.Completion;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.Plugged;
import dev.holdfast.RunningChange;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Lenses;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices plugged into VMs that run, paused, on real libvirts. */
@Tag("lab")
class HotplugLabTest {

    private static final int PORTS = 4;

    private static final String CONTROLLER = "controller: {type: scsi, model: virtio-scsi}";

    private final String name = "hotplug-" + UUID.randomUUID();
    private final List<Runnable> undo = new ArrayList<>();

    private final String text = """
            name: %s
            type: qemu
            memory: 64 MiB
            pci: {spare-ports: %d}
            devices:
              interfaces:
              - type: user   # the office
                mac: 52:54:00:00:aa:01
            """.formatted(name, PORTS);

    @AfterEach
    void cleanUp() {
        undo.reversed().forEach(Runnable::run);
    }

    private record Vm(Spec spec, Lock lock) {

        static Vm of(Plugged plugged) {
            return new Vm(plugged.spec(), plugged.completion().lock());
        }
    }

    private Vm apply(String yaml, Libvirt libvirt, Lab.Host host) {
        Spec spec = Spec.parse("vm.yaml", yaml);
        Applied applied = Holdfast.apply(spec, null, libvirt, AbiChanges.REFUSE, Drift.REFUSE);
        undo.add(() -> virsh(host, "undefine", name));
        return new Vm(spec, applied.completion().lock());
    }

    private Vm started(String yaml, Libvirt libvirt, Lab.Host host) {
        Vm vm = apply(yaml, libvirt, host);
        virsh(host, "start", name, "--paused");
        undo.add(() -> virsh(host, "destroy", name));
        return vm;
    }

    private static void virsh(Lab.Host host, String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", host.uri()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An image on the host. */
    private String image(String which, Lab.Host host) {
        String path = "/tmp/" + name + "-" + which + ".img";
        try {
            Files.write(host.file(path), new byte[1 << 20]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        undo.addFirst(() -> host.file(path).toFile().delete());
        return path;
    }

    private static Vm attach(Vm vm, String device, Libvirt libvirt) {
        Element read = Lenses.of(device).device("DEVICE", device, vm.lock().toDomain());
        Plugged plugged = Holdfast.attach(vm.spec(), vm.lock(), libvirt, read);
        assertThat(plugged.running()).isTrue();
        return Vm.of(plugged);
    }

    private static Map<String, String> addresses(Element domain) {
        Map<String, String> addresses = new TreeMap<>();
        for (Element device : DeviceKinds.in(domain)) {
            Element address = device.child("address");
            if (address != null) {
                addresses.put(DeviceKinds.label(device), address.withoutAttribute("multifunction").toString());
            }
        }
        return addresses;
    }

    private Element running(Libvirt libvirt) {
        return libvirt.running(name).orElseThrow();
    }

    private static void agrees(Vm vm, Libvirt libvirt) {
        assertThat(Holdfast.diff(vm.spec(), vm.lock(), libvirt).changes()).isEmpty();
        Completion again = Holdfast.complete(vm.spec(), vm.lock(), libvirt);
        assertThat(again.additions()).isEmpty();
        assertThat(again.lock()).isSameAs(vm.lock());
        assertThat(Holdfast.apply(vm.spec(), vm.lock(), libvirt, AbiChanges.REFUSE, Drift.REFUSE).how())
                .isEqualTo(Applied.How.UNCHANGED);
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whatIsPluggedInIsWhereItIsDefinedAndStaysThereAfterARestart(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Vm vm = started(text, libvirt, host);
            Map<String, String> before = addresses(running(libvirt));
            vm = attach(vm, "disk: {image: " + image("a", host) + "}", libvirt);
            vm = attach(vm, "interface: {type: user, mac: \"52:54:00:00:aa:02\"}", libvirt);
            vm = attach(vm, CONTROLLER, libvirt);
            vm = attach(vm, "<disk type='file'><source file='" + image("b", host) + "'/><target dev='sda' bus='scsi'/></disk>", libvirt);
            Map<String, String> after = addresses(running(libvirt));
            assertThat(after).containsAllEntriesOf(before);
            assertThat(after).containsKeys("disk vda", "interface 52:54:00:00:aa:02", "disk sda").hasSize(before.size() + 4);
            assertThat(addresses(libvirt.definition(name).orElseThrow())).containsAllEntriesOf(after);
            assertThat(Holdfast.diff(vm.spec(), vm.lock(), libvirt).running()).hasSize(3).allMatch(RunningChange::waits);
            assertThat(vm.spec().text()).startsWith("name: " + name).contains("# the office");
            agrees(vm, libvirt);

            virsh(host, "destroy", name);
            virsh(host, "start", name, "--paused");
            assertThat(addresses(running(libvirt))).containsAllEntriesOf(after);
            assertThat(Holdfast.diff(vm.spec(), vm.lock(), libvirt).running()).isEmpty();
            assertThat(HotplugPorts.free(running(libvirt))).hasSize(PORTS);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whereNoPortIsFreeItIsRefusedBeforeLibvirtIsAsked(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Vm vm = started(text.replace("pci: {spare-ports: " + PORTS + "}\n", ""), libvirt, host);
            Vm full = attach(vm, "disk: {image: " + image("a", host) + "}", libvirt);
            Element defined = libvirt.definition(name).orElseThrow();
            Element running = running(libvirt);
            assertThatThrownBy(() -> attach(full, "interface: {type: user}", libvirt))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("no port is free in the running VM");
            assertThat(libvirt.definition(name)).contains(defined);
            assertThat(running(libvirt)).isEqualTo(running);
            agrees(full, libvirt);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whatTheGuestLetsGoOfIsTakenOutAndWhatItKeepsIsRefused(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Vm vm = started(text, libvirt, host);
            vm = attach(vm, "disk: {image: " + image("a", host) + "}", libvirt);
            Vm bare = vm;
            String disk = "disk: {image: " + image("b", host) + ", bus: scsi}";
            assertThatThrownBy(() -> attach(bare, disk, libvirt))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("it needs controller")
                    .hasMessageContaining(CONTROLLER);
            vm = attach(vm, CONTROLLER, libvirt);
            Vm one = vm;
            vm = attach(vm, disk, libvirt);
            Vm both = vm;
            int ports = (int) DeviceKinds.in(running(libvirt)).stream().filter(HotplugPorts::isPort).count();
            // SCSI asks no guest; PCIe does, and this one is paused.
            Vm without = Vm.of(Holdfast.detach(both.spec(), both.lock(), libvirt, "sda", Duration.ofSeconds(20)));
            assertThat(addresses(running(libvirt))).doesNotContainKey("disk sda").containsKey("disk vda");
            assertThat(without.spec().text()).isEqualTo(one.spec().text());
            agrees(without, libvirt);
            assertThatThrownBy(() -> Holdfast.detach(without.spec(), without.lock(), libvirt, "vda", Duration.ofSeconds(1)))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("the guest hasn't let go of it");
            agrees(without, libvirt);
            assertThat(DeviceKinds.in(running(libvirt)).stream().filter(HotplugPorts::isPort)).hasSize(ports);

            virsh(host, "destroy", name);
            Vm last = Vm.of(Holdfast.detach(without.spec(), without.lock(), libvirt, "vda", Duration.ZERO));
            virsh(host, "start", name, "--paused");
            assertThat(last.spec().text()).startsWith(text).doesNotContain("image");
            agrees(last, libvirt);
            assertThat(HotplugPorts.free(running(libvirt)).size()).isGreaterThanOrEqualTo(PORTS);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whatQemuRejectsChangesNothing(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Vm vm = started(text, libvirt, host);
            assertThatThrownBy(() -> attach(vm, "disk: {image: /tmp/no-such-" + name + ".img}", libvirt))
                    .isInstanceOf(CompleterException.class)
                    .hasMessageContaining("disk vda");
            assertThat(addresses(running(libvirt))).doesNotContainKey("disk vda");
            agrees(vm, libvirt);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whatSomeoneElsePluggedInIsSeen(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Vm vm = started(text, libvirt, host);
            libvirt.plug(name, XmlSource.parse(
                    "<interface type='user'><mac address='52:54:00:00:aa:99'/><model type='virtio'/></interface>", "x"));
            assertThat(Holdfast.diff(vm.spec(), vm.lock(), libvirt).changes()).isEmpty();
            assertThat(Holdfast.diff(vm.spec(), vm.lock(), libvirt).running())
                    .singleElement()
                    .asString()
                    .contains("52:54:00:00:aa:99", "isn't defined");
        }
    }

    /** Every kind that the table leaves to libvirt and this lab can plug without a host's device. */
    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void otherKindsGoInAsWell(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Vm vm = started(text + """
                      controllers:
                      - type: usb
                        model: qemu-xhci
                      - type: virtio-serial
                    """, libvirt, host);
            for (String device : List.of(
                    "rng: {model: virtio, backend: {model: random, text: /dev/urandom}}",
                    "input: {type: tablet, bus: usb}",
                    "channel: {type: pty, target: {type: virtio, name: org.example.0}}",
                    "<disk type='file'><source file='" + image("usb", host) + "'/><target dev='sdb' bus='usb'/></disk>")) {
                vm = attach(vm, device, libvirt);
                agrees(vm, libvirt);
            }
            assertThat(addresses(libvirt.definition(name).orElseThrow())).containsAllEntriesOf(addresses(running(libvirt)));
            vm = Vm.of(Holdfast.detach(vm.spec(), vm.lock(), libvirt, "sdb", Duration.ofSeconds(20)));
            agrees(vm, libvirt);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void sparePortsMoveNothing(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            String none = text.replace("{spare-ports: " + PORTS + "}", "{spare-ports: 0}");
            Completion plain = Holdfast.complete(Spec.parse("vm.yaml", none), null, libvirt);
            Completion roomy = Holdfast.complete(Spec.parse("vm.yaml", text), null, libvirt);
            Completion raised = Holdfast.complete(Spec.parse("vm.yaml", text), plain.lock(), libvirt);
            assertThat(addresses(roomy.domain())).containsAllEntriesOf(addresses(plain.domain()));
            assertThat(addresses(raised.domain())).isEqualTo(addresses(roomy.domain()));
            assertThat(HotplugPorts.free(raised.domain())).hasSize(PORTS);
            assertThat(Holdfast.complete(raised.spec(), null, libvirt).additions()).isEmpty();
        }
    }
}
