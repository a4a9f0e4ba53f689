package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("lab")
class LibvirtLabTest {

    private static final String DISK = "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>"
            + "<source file='/tmp/%1$s.qcow2'/><target dev='%1$s' bus='virtio'/>%2$s</disk>";

    private static Element domain(String name, String inner, String devices) {
        return XmlSource.read("""
                        <domain type='qemu'>
                          <name>%s</name>
                          <memory unit='MiB'>64</memory>
                          <os><type arch='x86_64' machine='q35'>hvm</type></os>
                          %s
                          <devices>%s</devices>
                        </domain>""".formatted(name, inner, devices), "vm.xml").root();
    }

    private static Element domain(String name) {
        return domain(name, "", DISK.formatted("vda", ""));
    }

    private static String unique() {
        return "lv-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void saysWhatItIs(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Platform platform = libvirt.platform();
            assertThat(platform.completer()).isEqualTo("libvirt");
            assertThat(platform.version().major()).isGreaterThanOrEqualTo(7);
            assertThat(platform.qemu().major()).isGreaterThanOrEqualTo(5);
            assertThat(platform.domainTypes()).contains("qemu");
            assertThat(libvirt.platform()).isSameAs(platform);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void completesAndLeavesNothingBehind(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            String name = unique();
            Element done = libvirt.complete(domain(name));
            assertThat(done.value("name")).isEqualTo(name);
            assertThat(done.value("uuid")).hasSize(36);
            assertThat(done.child("metadata")).isNull();
            assertThat(done.value("os/type@machine")).startsWith("pc-q35-");
            assertThat(done.toString()).doesNotContain(DryRun.PREFIX);
            Element disk = Objects.requireNonNull(done.child("devices")).elements("disk").getFirst();
            assertThat(disk.value("address@type")).isEqualTo("pci");
            assertThat(disk.value("address@bus")).matches("0x0[1-9]");
            assertThat(libvirt.definition(name)).isEmpty();
            assertThat(libvirt.definition(Objects.requireNonNull(done.value("uuid")))).isEmpty();
            assertThat(DryRuns.of(ThisProcess.self().pid(), host)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void keepsWhatIsTheOwners(Lab.Host host) {
        String uuid = UUID.randomUUID().toString();
        Element partial = domain(
                unique(),
                "<uuid>" + uuid + "</uuid><title>Übung</title><metadata><a:b xmlns:a='urn:a'/></metadata>"
                        + "<sysinfo type='smbios'><system><entry name='uuid'>" + uuid + "</entry></system></sysinfo>",
                "");
        try (Libvirt libvirt = host.connect()) {
            Element done = libvirt.complete(partial);
            assertThat(done.value("uuid")).isEqualTo(uuid);
            assertThat(done.value("title")).isEqualTo("Übung");
            assertThat(done.value("sysinfo/system/entry")).isEqualTo(uuid);
            assertThat(done.child("metadata")).isEqualTo(partial.child("metadata"));
            assertThat(libvirt.complete(done)).isEqualTo(done);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void theNvramKeepsItsContentAndGetsTheOwnersName(Lab.Host host) throws IOException {
        String name = unique();
        String own = "/tmp/" + name + "_VARS.fd";
        Files.writeString(host.file(own), "the owner's");
        try (Libvirt libvirt = host.connect()) {
            Element done = libvirt.complete(withFirmware(name, own));
            assertThat(done.value("os/nvram")).isEqualTo(own);
            assertThat(host.file(own)).hasContent("the owner's");
            assertThat(libvirt.complete(withFirmware(name, "")).value("os/nvram"))
                    .isEqualTo("/var/lib/libvirt/qemu/nvram/" + name + "_VARS.fd");
        } finally {
            Files.delete(host.file(own));
        }
    }

    private static Element withFirmware(String name, String nvram) {
        String code = "/usr/share/OVMF/OVMF_CODE_4M.fd";
        String vars = "/usr/share/OVMF/OVMF_VARS_4M.fd";
        return domain(name, "<features><acpi/></features>", "")
                .mapChild("os", os -> os.plus(
                                Element.of("loader", "readonly", "yes", "type", "pflash").withText(code))
                        .plus(Element.of("nvram", "template", vars).withText(nvram)));
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void definesAndReadsBack(Lab.Host host) throws Exception {
        String name = unique();
        try (Libvirt libvirt = host.connect()) {
            Element done = libvirt.complete(domain(name));
            assertThat(libvirt.define(done)).isEqualTo(done);
            try {
                assertThat(libvirt.definition(name)).contains(done);
                assertThat(libvirt.definition(Objects.requireNonNull(done.value("uuid")))).contains(done);
                assertThat(libvirt.complete(done)).isEqualTo(done);
                CompleterException rejected =
                        catchThrowableOfType(CompleterException.class, () -> libvirt.define(domain(name)));
                assertThat(rejected.reason()).isEqualTo(CompleterException.Reason.REJECTED);
                assertThat(rejected).hasMessageContaining("Adopt that domain");
            } finally {
                DryRuns.undefine(name, host);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void rejectsWithTheDeviceAndItsPlace(Lab.Host host) {
        String address = "<address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>";
        Element partial =
                domain(unique(), "", DISK.formatted("vda", address) + "\n" + DISK.formatted("vdb", address));
        try (Libvirt libvirt = host.connect()) {
            CompleterException rejected =
                    catchThrowableOfType(CompleterException.class, () -> libvirt.complete(partial));
            assertThat(rejected.reason()).isEqualTo(CompleterException.Reason.REJECTED);
            Problem problem = rejected.problems().getFirst();
            assertThat(problem.device()).isEqualTo("disk vdb");
            assertThat(Objects.requireNonNull(problem.place()).line()).isEqualTo(7);
            assertThat(problem.what()).contains("0000:01:00.0").contains("disk vda at vm.xml:6");
            assertThat(DryRuns.of(ThisProcess.self().pid(), host)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void threadsShareAConnection(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            List<String> names = Stream.generate(LibvirtLabTest::unique).limit(16).toList();
            assertThat(names.parallelStream().map(name -> libvirt.complete(domain(name)).value("name")))
                    .containsExactlyElementsOf(names);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void aTerminatedProcessLeavesNothing(Lab.Host host) throws Exception {
        Process loop = DryRuns.loop(host);
        loop.destroy();
        loop.waitFor();
        assertThat(DryRuns.of(loop.pid(), host)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whatAKilledProcessLeavesTheNextConnectionClearsAway(Lab.Host host) throws Exception {
        long killed;
        do {
            Process loop = DryRuns.loop(host);
            loop.destroyForcibly();
            loop.waitFor();
            killed = loop.pid();
        } while (DryRuns.of(killed, host).isEmpty());
        Process living = DryRuns.loop(host);
        try {
            host.connect().close();
            assertThat(DryRuns.of(killed, host)).isEmpty();
            assertThat(living.isAlive()).isTrue();
        } finally {
            living.destroy();
            assertThat(living.waitFor()).isEqualTo(128 + 15);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void saysThatThereIsNoSocket(Lab.Host host) {
        Path none = host.root().resolve("no-socket");
        assertThatThrownBy(() -> Libvirt.connect("qemu+unix:///system?socket=" + none))
                .isInstanceOfSatisfying(
                        CompleterException.class,
                        e -> assertThat(e.reason()).isEqualTo(CompleterException.Reason.UNREACHABLE))
                .hasMessageContaining(none.toString())
                .hasMessageContaining("libvirt-daemon-system");
    }
}
