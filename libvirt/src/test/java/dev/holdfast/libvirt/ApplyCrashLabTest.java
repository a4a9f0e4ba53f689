package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Applied;
import dev.holdfast.DomainChange;
import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.Platform;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.CrashingApply.Moment;
import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Apply, ended at every moment and begun again: nothing is lost, nothing doubled, nothing left behind. */
@Tag("lab")
class ApplyCrashLabTest {

    private static final String DISK = "<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
            + "<source file='/tmp/%1$s.img'/><target dev='%1$s' bus='virtio'/></disk>";
    private static final String CARD = "<interface type='user'><model type='virtio'/></interface>";

    private static final Set<Moment> MOMENTS = EnumSet.complementOf(EnumSet.of(Moment.NEVER));

    @TempDir
    private Path folder;

    private final String name = "crash-" + UUID.randomUUID();

    private Path spec(String devices) throws IOException {
        return Files.writeString(folder.resolve("vm.xml"), """
                <domain type='qemu'>
                  <name>%s</name>
                  <memory unit='MiB'>64</memory>
                  <os><type arch='x86_64' machine='q35'>hvm</type></os>
                  <devices>%s</devices>
                </domain>
                """.formatted(name, devices));
    }

    private static Process start(Lab.Host host, Path spec, Moment moment) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingApply.class.getName(),
                        host.uri(),
                        spec.toString(),
                        moment.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Applies in a process that halts at a moment; its id. */
    private static long halted(Lab.Host host, Path spec, Moment moment) throws IOException, InterruptedException {
        Process process = start(host, spec, moment);
        assertThat(process.waitFor()).as(moment.toString()).isEqualTo(CrashingApply.HALTED);
        return process.pid();
    }

    private static Applied.How apply(Lab.Host host, Path spec) throws IOException {
        try (Libvirt libvirt = host.connect()) {
            return CrashingApply.apply(libvirt, spec, Moment.NEVER);
        }
    }

    /** Each device's address, by its alias where it has one. */
    private static Map<String, String> addresses(Element domain) {
        Map<String, String> addresses = new TreeMap<>();
        for (Element device : DeviceKinds.in(domain)) {
            String alias = device.value("alias@name");
            addresses.put(alias == null ? DeviceKinds.label(device) : alias, String.valueOf(device.child("address")));
        }
        return addresses;
    }

    /** Spec, lock and libvirt are at one, and nothing else is there. */
    private Lock settled(Lab.Host host, Path spec) throws IOException {
        try (Libvirt libvirt = host.connect()) {
            Lock lock = LockFile.beside(spec).read();
            assertThat(lock).isNotNull();
            List<DomainChange> changes = Holdfast.diff(Spec.read(spec), lock, libvirt).changes();
            assertThat(changes).isEmpty();
            assertThat(libvirt.definition(name)).hasValueSatisfying(definition ->
                    assertThat(addresses(definition)).isEqualTo(addresses(lock.toDomain())));
            assertThat(folder.resolve(".vm.lock.yaml.guard")).doesNotExist();
            return lock;
        }
    }

    private Map<String, String> defined(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            return libvirt.definition(name).map(ApplyCrashLabTest::addresses).orElse(Map.of());
        }
    }

    private void undefine(Lab.Host host) throws LibvirtException {
        if (!defined(host).isEmpty()) {
            DryRuns.undefine(name, host);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void aFirstApplyHaltedAtAnyMomentIsFinishedByTheNext(Lab.Host host) throws Exception {
        for (Moment moment : MOMENTS) {
            Path spec = spec(DISK.formatted("vda") + CARD);
            try {
                long process = halted(host, spec, moment);
                Map<String, String> before = defined(host);
                assertThat(apply(host, spec))
                        .as(moment.toString())
                        .isEqualTo(
                                before.isEmpty()
                                        ? Applied.How.DEFINED
                                        : moment == Moment.AFTER_THE_LOCK ? Applied.How.UNCHANGED : Applied.How.RECOVERED);
                assertThat(settled(host, spec).generation()).as(moment.toString()).isEqualTo(1);
                assertThat(defined(host)).as(moment.toString()).containsAllEntriesOf(before);
                assertThat(DryRuns.of(process, host)).as(moment.toString()).isEmpty();
            } finally {
                undefine(host);
                Files.deleteIfExists(LockFile.beside(spec).path());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void anEditHaltedAtAnyMomentMovesNothing(Lab.Host host) throws Exception {
        for (Moment moment : MOMENTS) {
            Path spec = spec(DISK.formatted("vda") + CARD);
            try {
                apply(host, spec);
                Map<String, String> before = defined(host);
                spec(DISK.formatted("vdb") + DISK.formatted("vda") + CARD);
                halted(host, spec, moment);
                apply(host, spec);
                assertThat(settled(host, spec).generation()).as(moment.toString()).isEqualTo(2);
                assertThat(defined(host)).as(moment.toString()).containsAllEntriesOf(before).containsKey("ua-disk-vdb");
            } finally {
                undefine(host);
                Files.deleteIfExists(LockFile.beside(spec).path());
            }
        }
    }

    /** One daemon, once: others may be at work on it. Killed before it took the definition, and after. */
    @Test
    void aDaemonKilledUnderAnApplyLosesNothing() throws Exception {
        Lab.Host host = Lab.hosts().get(1);
        for (boolean took : List.of(false, true)) {
            Path spec = spec(DISK.formatted("vda") + CARD);
            try {
                try (Libvirt libvirt = host.connect()) {
                    assertThatThrownBy(() -> CrashingApply.apply(new KilledAtDefinition(libvirt, host, took), spec, Moment.NEVER))
                            .isInstanceOfSatisfying(
                                    CompleterException.class,
                                    e -> assertThat(e.reason()).isEqualTo(CompleterException.Reason.UNREACHABLE));
                } finally {
                    host.up();
                }
                assertThat(LockFile.beside(spec).read()).isNull();
                Map<String, String> before = defined(host);
                assertThat(before.isEmpty()).isEqualTo(!took);
                assertThat(apply(host, spec)).isEqualTo(took ? Applied.How.RECOVERED : Applied.How.DEFINED);
                assertThat(settled(host, spec).generation()).isEqualTo(1);
                assertThat(defined(host)).containsAllEntriesOf(before);
            } finally {
                undefine(host);
                Files.deleteIfExists(LockFile.beside(spec).path());
            }
        }
    }

    /** A libvirt whose daemon is killed at the definition, before it took it or after. */
    private record KilledAtDefinition(Libvirt libvirt, Lab.Host host, boolean took) implements Host {

        @Override
        public Platform platform() {
            return libvirt.platform();
        }

        @Override
        public Element complete(Element partial) {
            return libvirt.complete(partial);
        }

        @Override
        public Optional<Element> definition(String nameOrUuid) {
            return libvirt.definition(nameOrUuid);
        }

        @Override
        public Element define(Element domain) {
            if (took) {
                libvirt.define(domain);
            }
            host.kill();
            return libvirt.define(domain);
        }

        @Override
        public Optional<Element> running(String nameOrUuid) {
            return libvirt.running(nameOrUuid);
        }

        @Override
        public void plug(String nameOrUuid, Element device) {
            libvirt.plug(nameOrUuid, device);
        }

        @Override
        public void unplug(String nameOrUuid, Element device) {
            libvirt.unplug(nameOrUuid, device);
        }

        @Override
        public void close() {
            libvirt.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void twoAtOnceMakeOne(Lab.Host host) throws Exception {
        Path spec = spec(DISK.formatted("vda") + CARD);
        try {
            List<Process> both = List.of(start(host, spec, Moment.NEVER), start(host, spec, Moment.NEVER));
            for (Process one : both) {
                assertThat(one.waitFor()).isZero();
            }
            assertThat(settled(host, spec).generation()).isEqualTo(1);
        } finally {
            undefine(host);
        }
    }

    /** The second one's edit comes after the first one's, whichever that is; neither moves what was there. */
    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void twoEditsAtOnceComeOneAfterTheOther(Lab.Host host) throws Exception {
        Path spec = spec(DISK.formatted("vda") + CARD);
        try {
            apply(host, spec);
            Map<String, String> before = defined(host);
            spec(DISK.formatted("vda") + DISK.formatted("vdb") + CARD);
            Process one = start(host, spec, Moment.NEVER);
            spec(DISK.formatted("vda") + DISK.formatted("vdb") + DISK.formatted("vdc") + CARD);
            Process two = start(host, spec, Moment.NEVER);
            assertThat(one.waitFor()).isZero();
            assertThat(two.waitFor()).isZero();
            settled(host, spec);
            assertThat(defined(host)).containsAllEntriesOf(before).containsKeys("ua-disk-vdb", "ua-disk-vdc");
        } finally {
            undefine(host);
        }
    }
}
