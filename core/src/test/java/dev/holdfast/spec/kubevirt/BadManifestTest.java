package dev.holdfast.spec.kubevirt;

import static dev.holdfast.spec.kubevirt.Manifests.spec;
import static dev.holdfast.spec.kubevirt.Manifests.vmi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.problem.UnusableInputException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadManifestTest {

    private static List<String> problems(String text) {
        UnusableInputException e = catchThrowableOfType(UnusableInputException.class, () -> spec(text));
        assertThat(e).as(text).isNotNull();
        assertThat(e.problems()).allSatisfy(problem -> {
            assertThat(problem.place()).isNotNull();
            assertThat(problem.place().line()).as(problem.toString()).isPositive();
        });
        return e.problems().stream().map(problem -> problem.place().line() + ":" + problem.place().column() + " " + problem.what()).toList();
    }

    /** Line 9 is the first below the domain's memory. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "devices: {diskz: []} | 9:15 Unknown field diskz in spec.domain.devices",
        "devices: {disks: [{name: a, disk: {buss: sata}}]} | 9:40 Unknown field buss in spec.domain.devices.disks.disk",
        "devices: {disks: [{name: a, disk: {bus: ide}}]} | 9:40 spec.domain.devices.disks[0].disk.bus is ide, which KubeVirt doesn't know there",
        "devices: {disks: [{disk: {bus: sata}}]} | 9:23 spec.domain.devices.disks[0] has no name",
        "devices: {disks: [{name: a, disk: {}, cdrom: {}}]} | 9:23 spec.domain.devices.disks[0] is disk and cdrom at once",
        "devices: {disks: [{name: a}, {name: a}]} | 9:34 spec.domain.devices.disks[1] is the second disk a",
        "devices: {disks: [{name: gone, disk: {}}]} | 9:23 spec.domain.devices.disks[0] is called gone, and there is no volume of this name",
        "devices: {disks: [{name: a, disk: {bus: sata, pciAddress: '0000:01:00.0'}}]} | 9:51 spec.domain.devices.disks[0].disk.pciAddress is for disks on the bus virtio alone",
        "devices: {disks: [{name: a, disk: {bus: virtio, pciAddress: '1:0'}}]} | 9:53 spec.domain.devices.disks[0].disk.pciAddress is 1:0, which is not a PCI address",
        "devices: {disks: 5} | 9:15 spec.domain.devices.disks is a list",
        "devices: {disks: [5]} | 9:23 spec.domain.devices.disks[0] takes fields, not a single value",
        "devices: {disks: [{name: 'a b', disk: {}}]} | 9:24 spec.domain.devices.disks[0].name is a b, which is not a name that KubeVirt and libvirt take",
        "devices: {interfaces: [{name: x, bridge: {}}]} | 9:28 spec.domain.devices.interfaces[0] is called x, and there is no network of this name",
        "devices: {interfaces: [{name: n, bridge: {}, macAddress: 'dead'}]} | 9:50 spec.domain.devices.interfaces[0].macAddress is dead, which is not a MAC address",
        "devices: {autoattachMemBalloon: 'no'} | 9:15 spec.domain.devices.autoattachMemBalloon is no, which is no truth value",
        "devices: {watchdog: {name: w, diag288: {}}} | 9:15 spec.domain.devices.watchdog has no model that a machine of amd64 has",
        "devices: {inputs: [{name: i, type: mouse}]} | 9:34 spec.domain.devices.inputs[0].type is mouse, which KubeVirt doesn't know there",
        "cpu: {cores: 0x2} | 9:11 spec.domain.cpu.cores is 0x2, which is not a whole number from 0 to 4096",
        "cpu: {cores: 4096, sockets: 4096} | 9:5 spec.domain.cpu has 16777216 virtual CPUs, more than any machine takes",
        "cpu: {cores: 64, maxSockets: 4096} | 9:22 spec.domain.cpu.maxSockets allows for more virtual CPUs than any machine takes",
        "firmware: {uuid: hello} | 9:16 spec.domain.firmware.uuid is hello, which is not a UUID",
        "firmware: {serial: 0042} | 9:16 spec.domain.firmware.serial is 0042 without quotes, and Kubernetes takes only a string here",
        "firmware: {bootloader: {efi: {}}} | 9:29 spec.domain.firmware.bootloader.efi has secureBoot, which needs features.smm: KubeVirt refuses it without",
        "firmware: 7 | 9:5 spec.domain.firmware takes fields, not a single value",
        "features: {hyperv: {spinlocks: {spinlocks: 1}}} | 9:37 spec.domain.features.hyperv.spinlocks.spinlocks is 1, which is not a whole number from 4095 to 4294967295",
        "memory2: {} | 9:5 Unknown field memory2 in spec.domain",
        "firmware: {serial: \"a\\u0001\"} | 9:16 spec.domain.firmware.serial has a character that XML has no place for"
    })
    void whatIsWrongIsSaidWithItsPlace(String domain, String problem) {
        assertThat(problems(vmi(domain, "volumes: [{name: a, emptyDisk: {}}]\nnetworks: [{name: n, pod: {}}]"))).contains(problem);
    }

    @Test
    void everythingIsSaidAtOnceAndNothingTwice() {
        String text = vmi("devices: {disks: 5, rng: 5, interfaces: {}}\ncpu: {cores: x}", "");

        assertThat(problems(text)).hasSize(4).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "apiVersion: apps/v1 | 1:1 apps/v1 is not an API that Holdfast knows VMs of",
        "apiVersion: kubevirt.io/v1 | 1:1 There is no kind",
        "{apiVersion: kubevirt.io/v1, kind: Pod} | 1:30 A Pod is not a VM",
        "{apiVersion: kubevirt.io/v1, kind: VirtualMachine} | 1:1 The VirtualMachine has no spec.template.spec",
        "{apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, spec: 5} | 1:60 The VirtualMachineInstance has no spec",
        "{apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, spec: {}} | 1:60 There is no domain below spec"
    })
    void whatIsNoVmIsNoSpec(String text, String problem) {
        assertThat(problems(text)).containsExactly(problem);
    }

    @Test
    void severalObjectsInOneFileAreSeveralFiles() {
        assertThat(problems(vmi("", "") + "---\n" + vmi("", ""))).containsExactly("9:1 There is a second document");
    }

    @Test
    void aVmWithoutMemoryIsNone() {
        assertThat(problems(vmi("", "").replace("memory: {guest: 1Gi}", "memory: {}")))
                .containsExactly("7:3 spec.domain doesn't say how much memory the guest has");
        assertThat(problems(vmi("", "").replace("1Gi", "lots")))
                .containsExactly("8:14 spec.domain.memory.guest is lots, which is not an amount");
    }

    @Test
    void aVmHasAName() {
        assertThat(problems(vmi("", "").replace("name: web", "name: \"\"")))
                .singleElement()
                .asString()
                .endsWith("The VM has no name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"holdfast.dev/pin: maybe", "kubevirt.io/pci-topology-version: v9", "kubevirt.io/pci-interface-slot-count: many", "kubevirt.io/placePCIDevicesOnRootComplex: true"})
    void annotationsThatDecideMustMakeSense(String annotation) {
        assertThat(problems(vmi("", "").replace("  name: web\n", "  name: web\n  annotations:\n    " + annotation + "\n")))
                .singleElement()
                .asString()
                .startsWith("6:5 metadata.annotations.");
    }

    @Test
    void aLockOnTheVmItselfIsMisplaced() {
        String vm = """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web, annotations: {holdfast.dev/lock: x}}
                spec: {template: {spec: {domain: {memory: {guest: 1Gi}}}}}
                """;

        assertThat(problems(vm)).singleElement().asString().startsWith("3:37 metadata.annotations.holdfast.dev/lock is on the VirtualMachine itself");
    }

    @Test
    void whateverIsMangledIsAnErrorWithItsPlaceAndNeverACrash() {
        String whole = vmi(
                "devices: {disks: [{name: a, disk: {bus: virtio}}], rng: {}, interfaces: [{name: n, bridge: {}}]}\ncpu: {cores: 2}",
                "volumes: [{name: a, emptyDisk: {}}]\nnetworks: [{name: n, pod: {}}]");
        Random random = new Random(5);
        String bits = "{}[]:,-\"'#&*!|>%@ \n\t0a";
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int k = 0; k <= random.nextInt(3); k++) {
                int at = 60 + random.nextInt(text.length() - 60);
                text.replace(at, Math.min(text.length(), at + random.nextInt(4)), "" + bits.charAt(random.nextInt(bits.length())));
            }
            try {
                spec(text.toString());
            } catch (UnusableInputException e) {
                assertThat(e.problems()).allSatisfy(problem -> assertThat(problem.place()).isNotNull());
            }
        }
    }
}
