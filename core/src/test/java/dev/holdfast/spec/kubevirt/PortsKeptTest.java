package dev.holdfast.spec.kubevirt;

import static dev.holdfast.spec.kubevirt.Manifests.spec;
import static dev.holdfast.spec.kubevirt.Manifests.vmi;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.spec.Reserved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsKeptTest {

    private static Reserved kept(String annotations, String memory, int cards) {
        StringBuilder interfaces = new StringBuilder();
        StringBuilder networks = new StringBuilder();
        for (int i = 0; i < cards; i++) {
            interfaces.append("{name: n").append(i).append(", bridge: {}},");
            networks.append("{name: n").append(i).append(", pod: {}},");
        }
        String text = vmi(
                        "devices: {autoattachPodInterface: false, interfaces: [" + interfaces + "]}",
                        "networks: [" + networks + "]")
                .replace("1Gi", memory)
                .replace("  name: web\n", "  name: web\n  annotations: {" + annotations + "}\n");
        return spec(text).source().reserved();
    }

    /** Apart from its cards such a VM has four devices that KubeVirt counts: USB, SCSI, virtio-serial, balloon. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "kubevirt.io/pci-topology-version: v1 | 1Gi | 1 | 3 | 0",
        "kubevirt.io/pci-topology-version: v1 | 4Gi | 3 | 1 | 0",
        "kubevirt.io/pci-topology-version: v1 | 4Gi | 0 | 0 | 0",
        "kubevirt.io/pci-topology-version: v2 | 2Gi | 1 | 3 | 0",
        "kubevirt.io/pci-topology-version: v2 | 4Gi | 1 | 11 | 0",
        "kubevirt.io/pci-topology-version: v3 | 1Gi | 1 | 3 | 0",
        "kubevirt.io/pci-topology-version: v3 | 4Gi | 1 | 3 | 8",
        "kubevirt.io/pci-topology-version: v3 | 4Gi | 5 | 0 | 7",
        "'' | 4Gi | 1 | 3 | 8",
        "'kubevirt.io/pci-topology-version: v2, kubevirt.io/pci-interface-slot-count: \"11\"' | 4Gi | 2 | 9 | 1",
        "'kubevirt.io/placePCIDevicesOnRootComplex: \"true\"' | 4Gi | 1 | 0 | 0"
    })
    void portsAreKeptAsTheSchemeSays(String annotations, String memory, int cards, int behindTheCards, int behindAll) {
        Reserved reserved = kept(annotations, memory, cards);

        assertThat(reserved.placeholders()).hasSize(behindTheCards);
        assertThat(reserved.appended()).isEqualTo(behindAll);
    }

    @Test
    void anOlderMachineHasNoPorts() {
        assertThat(spec(vmi("machine: {type: pc-i440fx-9.2}", "")).source().reserved().isNone()).isTrue();
    }

    @Test
    void onTheRootBusEveryDeviceHasTheNextSlotThatIsFree() {
        String text = vmi("""
                        devices:
                          rng: {}
                          disks:
                          - {name: a, disk: {bus: virtio, pciAddress: "0000:00:03.0"}}
                          - {name: b, disk: {bus: virtio}}
                          - {name: c, disk: {bus: sata}}
                        """, "volumes: [{name: a, emptyDisk: {}}, {name: b, emptyDisk: {}}, {name: c, emptyDisk: {}}]")
                .replace("  name: web\n", "  name: web\n  annotations: {kubevirt.io/placePCIDevicesOnRootComplex: \"true\"}\n");

        Element domain = Manifests.settled(spec(text));

        assertThat(domain.child("devices").elements().stream()
                        .filter(device -> device.child("address") != null)
                        .map(device -> device.name() + " " + device.value("address@slot")))
                .containsExactly(
                        "interface 0x02",
                        "controller 0x04",
                        "controller 0x05",
                        "controller 0x06",
                        "memballoon 0x09",
                        "disk 0x03",
                        "disk 0x07",
                        "rng 0x08");
    }
}
