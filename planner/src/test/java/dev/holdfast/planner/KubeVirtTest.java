package dev.holdfast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.LockHome;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VirtualMachines, planned as each known libvirt has them, and held by the lock that they carry. */
class KubeVirtTest {

    private static final String VM = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: web}
            spec:
              template:
                metadata:
                  annotations:
                    kubevirt.io/pci-topology-version: v3
                spec:
                  domain:
                    memory: {guest: 4Gi}
                    machine: {type: q35}
                    devices:
                      disks:
                      - {name: root, disk: {bus: virtio}}
                      - {name: data, disk: {bus: scsi}}
                      interfaces:
                      - {name: default, masquerade: {}, macAddress: "52:54:00:00:00:01"}
                      rng: {}
                  networks:
                  - {name: default, pod: {}}
                  volumes:
                  - {name: root, emptyDisk: {capacity: 1Gi}}
                  - {name: data, emptyDisk: {capacity: 1Gi}}
            """;

    private static final Planner PLANNER = Planner.on(Platforms.named("libvirt-11.3.0"));

    private static Spec spec(String text) {
        return Spec.parse("vm.yaml", text);
    }

    private static Completion complete(Spec spec) {
        return Holdfast.complete(spec, LockHome.of(spec, null, false).read(), PLANNER);
    }

    /** The spec with its lock in it. */
    private static Spec locked(Spec spec) {
        Completion completion = complete(spec);
        return LockHome.of(spec, null, false).keep(completion.spec(), completion.lock());
    }

    private static Map<String, String> addresses(Completion completion) {
        Map<String, String> addresses = new TreeMap<>();
        for (Element device : DeviceKinds.in(completion.domain())) {
            String alias = device.value("alias@name");
            String name = device.name() + " " + (alias == null ? device.value("@type") + device.value("@index") : alias);
            Element address = device.child("address");
            addresses.put(name, address == null ? "" : address.withoutAttribute("multifunction").toString());
        }
        return addresses;
    }

    private static String bus(Completion completion, String device) {
        return DeviceKinds.in(completion.domain()).stream()
                .filter(one -> ("ua-" + device).equals(one.value("alias@name")))
                .findFirst()
                .orElseThrow()
                .value("address@bus");
    }

    /** As KubeVirt's own description of its schemes has them: card, kept ports, SCSI, virtio-serial, disk. */
    @ParameterizedTest
    @ValueSource(strings = {"v1 0x07", "v2 0x0d", "v3 0x07"})
    void theDiskIsWhereTheSchemePutsIt(String scheme) {
        Completion completion = complete(spec(VM.replace("v3", scheme.split(" ")[0])));

        assertThat(bus(completion, "default")).isEqualTo("0x01");
        assertThat(bus(completion, "root")).isEqualTo(scheme.split(" ")[1]);
    }

    @Test
    void theSecondCompletionAddsNothing() {
        Spec locked = locked(spec(VM));

        Completion again = complete(locked);

        assertThat(again.additions()).isEmpty();
        assertThat(LockHome.of(locked, null, false).keep(again.spec(), again.lock()).text()).isEqualTo(locked.text());
    }

    @Test
    void theExampleWorksAsItIs() {
        Spec locked = locked(Spec.read(Path.of("../examples/kubevirt-vm.yaml")));

        assertThat(locked.carriedLock()).contains("ua-cloudinit");
        assertThat(complete(locked).additions()).isEmpty();
    }

    @Test
    void noDeviceMovesWhenTheSchemeChanges() {
        String locked = locked(spec(VM.replace("v3", "v1"))).text();
        Map<String, String> before = addresses(complete(spec(locked)));

        for (String scheme : new String[] {"v2", "v3", "v1"}) {
            assertThat(addresses(complete(spec(locked.replace("version: v1", "version: " + scheme))))).as(scheme).isEqualTo(before);
        }
        assertThat(addresses(complete(spec(VM.replace("v3", "v2"))))).as("without a lock").isNotEqualTo(before);
    }

    @Test
    void noDeviceMovesWhenOthersComeBeforeIt() {
        Spec locked = locked(spec(VM));
        Map<String, String> before = addresses(complete(locked));

        Map<String, String> after = addresses(complete(spec(locked.text()
                .replace("- {name: root, disk", "- {name: new, disk: {bus: virtio}}\n          - {name: other, disk: {bus: scsi}}\n          - {name: root, disk")
                .replace("- {name: root, empty", "- {name: new, emptyDisk: {}}\n      - {name: other, emptyDisk: {}}\n      - {name: root, empty"))));

        assertThat(after).containsAllEntriesOf(before).containsKeys("disk ua-new", "disk ua-other");
    }

    @Test
    void onTheRootBusNoDeviceMovesEither() {
        Spec locked = locked(spec(VM.replace("pci-topology-version: v3", "placePCIDevicesOnRootComplex: \"true\"")));
        Map<String, String> before = addresses(complete(locked));

        String more = "          rng: {}\n          inputs: [{name: tab, type: tablet, bus: virtio}]\n";
        Map<String, String> after = addresses(complete(spec(locked.text().replace("          rng: {}\n", more))));

        assertThat(bus(complete(locked), "root")).isEqualTo("0x00");
        assertThat(after).containsAllEntriesOf(before).containsKey("input ua-tab");
    }

    @Test
    void aLockInBothPlacesIsAnError(@TempDir Path folder) throws IOException {
        Spec locked = locked(spec(VM));
        LockFile file = LockFile.at(folder.resolve("vm.lock.yaml"));
        assertThat(LockHome.of(locked, file, false).isCarried()).isTrue();
        Lock lock = LockHome.of(locked, file, false).read();
        file.write(lock, null);

        assertThat(Files.exists(file.path())).isTrue();
        assertThatThrownBy(() -> LockHome.of(locked, file, false))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("vm.yaml: The spec carries a lock, and")
                .hasMessageContaining("Remove the one");
    }

    @Test
    void aLockInAFileOfItsOwnIsKeptThere(@TempDir Path folder) {
        LockFile file = LockFile.at(folder.resolve("vm.lock.yaml"));
        Spec spec = spec(VM);

        assertThat(LockHome.of(spec, file, true)).isEqualTo(new LockHome(spec, file, false));
        LockHome.of(spec, file, true).write(complete(spec).lock(), null);
        assertThat(LockHome.of(spec, file, false)).isEqualTo(new LockHome(spec, file, false));
    }
}
