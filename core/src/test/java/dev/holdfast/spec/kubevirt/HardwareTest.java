package dev.holdfast.spec.kubevirt;

import static dev.holdfast.spec.kubevirt.Manifests.device;
import static dev.holdfast.spec.kubevirt.Manifests.devices;
import static dev.holdfast.spec.kubevirt.Manifests.domain;
import static dev.holdfast.spec.kubevirt.Manifests.named;
import static dev.holdfast.spec.kubevirt.Manifests.spec;
import static dev.holdfast.spec.kubevirt.Manifests.vmi;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.XmlSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareTest {

    private static void isAs(Element found, String xml) {
        assertThat(Facts.sorted(found)).isEqualTo(Facts.sorted(XmlSource.parse(xml, "wanted")));
    }

    @Test
    void anInstanceThatAsksForNothingHasWhatKubeVirtAlwaysGives() {
        Element domain = domain("devices: {}");

        assertThat(domain.child("devices").elements().stream()
                        .map(device -> device.name() + " " + device.attribute("type") + " " + device.value("@model"))
                        .toList())
                .containsExactly(
                        "interface ethernet null",
                        "channel unix null",
                        "controller usb none",
                        "controller scsi virtio-non-transitional",
                        "controller virtio-serial virtio-non-transitional",
                        "video null null",
                        "graphics vnc null",
                        "memballoon null virtio-non-transitional",
                        "serial unix null",
                        "console pty null");
        assertThat(domain.value("name")).isEqualTo("shop_web");
        assertThat(domain.attribute("type")).isEqualTo("kvm");
        isAs(domain.child("memory"), "<memory unit='b'>1073741824</memory>");
        isAs(domain.child("os"), "<os><type arch='x86_64' machine='q35'>hvm</type><smbios mode='sysinfo'/></os>");
        isAs(domain.child("features"), "<features><acpi/><vmport state='off'/></features>");
        isAs(domain.child("cpu"), "<cpu mode='host-model'><topology sockets='1' cores='1' threads='1'/></cpu>");
    }

    @Test
    void whatIsNotToBeAttachedIsNot() {
        Element domain = domain(
                """
                devices:
                  autoattachGraphicsDevice: false
                  autoattachSerialConsole: false
                  autoattachPodInterface: false
                  autoattachMemBalloon: false
                  disableHotplug: true
                """);

        assertThat(domain.child("devices").elements().stream().map(Element::name).toList())
                .containsExactly("channel", "controller", "memballoon");
        assertThat(device(domain, "memballoon").attribute("model")).isEqualTo("none");
    }

    @Test
    void aDiskHasItsNameItsBusAndTheNextTarget() {
        Element domain = domain(
                """
                devices:
                  disks:
                  - {name: root, bootOrder: 1, disk: {bus: virtio, pciAddress: "0000:0A:01.2"}}
                  - {name: data, disk: {bus: scsi}, serial: abc, cache: none, io: native, errorPolicy: report}
                  - {name: cd, cdrom: {}}
                  - {name: more, disk: {bus: scsi}, shareable: true}
                  - {name: plain}
                """,
                """
                volumes:
                - {name: root, dataVolume: {name: x}}
                - {name: data, persistentVolumeClaim: {claimName: x}}
                - {name: cd, containerDisk: {image: x}}
                - {name: more, emptyDisk: {capacity: 1Gi}}
                - {name: plain, cloudInitConfigDrive: {}}
                """);

        isAs(named(domain, "root"), """
                <disk type='file' device='disk' model='virtio-non-transitional'>
                  <driver name='qemu' type='raw' error_policy='stop' discard='unmap'/>
                  <source file='/var/run/kubevirt-private/vmi-disks/root/disk.img'/>
                  <target dev='vda' bus='virtio'/><boot order='1'/><alias name='ua-root'/>
                  <address type='pci' domain='0x0000' bus='0x0A' slot='0x01' function='0x2'/>
                </disk>""");
        isAs(named(domain, "data"), """
                <disk type='file' device='disk'>
                  <driver name='qemu' type='raw' cache='none' io='native' error_policy='report' discard='unmap'/>
                  <source file='/var/run/kubevirt-private/vmi-disks/data/disk.img'/>
                  <target dev='sda' bus='scsi'/><serial>abc</serial><alias name='ua-data'/>
                  <address type='drive' controller='0' bus='0' unit='0'/>
                </disk>""");
        isAs(named(domain, "cd"), """
                <disk type='file' device='cdrom'>
                  <driver name='qemu' type='qcow2' error_policy='stop'/>
                  <source file='/var/run/libvirt/kubevirt-ephemeral-disk/cd/disk.qcow2'/>
                  <target dev='sdb' bus='sata' tray='closed'/><readonly/><alias name='ua-cd'/>
                </disk>""");
        assertThat(named(domain, "more").value("address@unit")).isEqualTo("2");
        assertThat(named(domain, "more").value("driver@cache")).isEqualTo("none");
        assertThat(named(domain, "plain").value("source@file")).isEqualTo("/var/run/libvirt/cloud-init-dir/shop/web/configdrive.iso");
        assertThat(named(domain, "plain").value("target@dev")).isEqualTo("sdd");
    }

    @Test
    void aVolumeWithoutADiskIsAttachedAsKubeVirtDoes() {
        Element disk = named(domain("devices: {}", "volumes: [{name: data, persistentVolumeClaim: {claimName: x}}]"), "data");

        assertThat(disk.value("target@bus")).isEqualTo("sata");
        assertThat(disk.attribute("device")).isEqualTo("disk");
    }

    @ParameterizedTest
    @CsvSource({
        "configMap, /var/run/kubevirt-private/config-map-disks/v.iso, raw",
        "secret, /var/run/kubevirt-private/secret-disks/v.iso, raw",
        "downwardAPI, /var/run/kubevirt-private/downwardapi-disks/v.iso, raw",
        "serviceAccount, /var/run/kubevirt-private/service-account-disk/service-account.iso, raw",
        "sysprep, /var/run/kubevirt-private/sysprep-disks/v.iso, raw",
        "emptyDisk, /var/run/libvirt/empty-disks/v.qcow2, qcow2",
        "ephemeral, /var/run/libvirt/kubevirt-ephemeral-disk/v/disk.qcow2, qcow2",
        "cloudInitNoCloud, /var/run/libvirt/cloud-init-dir/shop/web/noCloud.iso, raw"
    })
    void aVolumesImageLiesWhereKubeVirtHasIt(String source, String path, String format) {
        Element disk = named(domain("devices: {}", "volumes: [{name: v, " + source + ": {}}]"), "v");

        assertThat(disk.value("source@file")).isEqualTo(path);
        assertThat(disk.value("driver@type")).isEqualTo(format);
    }

    @Test
    void theNodesDiskIsBelowItsVolume() {
        Element disk = named(domain("devices: {}", "volumes: [{name: v, hostDisk: {path: /data/a.img, type: Disk}}]"), "v");

        assertThat(disk.value("source@file")).isEqualTo("/var/run/kubevirt-private/vmi-disks/v/a.img");
    }

    @Test
    void aCardHasItsModelItsMacAndItsAddress() {
        Element domain = domain(
                """
                devices:
                  networkInterfaceMultiqueue: true
                  interfaces:
                  - {name: a, masquerade: {}, macAddress: "DE:AD:00:00:BE:AF", pciAddress: "0000:01:00.0", acpiIndex: 7}
                  - {name: b, bridge: {}, model: e1000e, bootOrder: 2, state: down}
                  - {name: gone, bridge: {}, state: absent}
                cpu: {sockets: 2, cores: 3}
                """,
                "networks: [{name: a, pod: {}}, {name: b, multus: {networkName: x}}]");

        isAs(named(domain, "a"), """
                <interface type='ethernet'>
                  <mac address='de:ad:00:00:be:af'/><model type='virtio-non-transitional'/>
                  <driver name='vhost' queues='6'/><acpi index='7'/><rom enabled='no'/><alias name='ua-a'/>
                  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                </interface>""");
        isAs(named(domain, "b"), """
                <interface type='ethernet'>
                  <model type='e1000e'/><boot order='2'/><link state='down'/><alias name='ua-b'/>
                </interface>""");
        assertThat(devices(domain, "interface")).hasSize(2);
    }

    @Test
    void processorsAreCountedByTheOwnerOrByTheResources() {
        Element counted = domain("cpu: {sockets: 2, cores: 3, threads: 2, model: Penryn, features: [{name: vmx, policy: disable}]}");
        isAs(counted.child("cpu"), """
                <cpu mode='custom'><model>Penryn</model><topology sockets='2' cores='3' threads='2'/>
                  <feature policy='disable' name='vmx'/><feature policy='disable' name='mpx'/></cpu>""");
        assertThat(counted.value("vcpu")).isEqualTo("12");

        Element byResources = domain("resources: {requests: {cpu: 1500m}}");
        assertThat(byResources.value("vcpu")).isEqualTo("2");
        assertThat(byResources.value("cpu/topology@sockets")).isEqualTo("2");
    }

    @Test
    void socketsToComeAreThereAndOff() {
        Element domain = domain("cpu: {cores: 2, maxSockets: 2}");

        assertThat(domain.value("vcpu")).isEqualTo("4");
        assertThat(domain.child("vcpus").elements().stream().map(vcpu -> vcpu.attribute("enabled") + vcpu.attribute("hotpluggable")))
                .containsExactly("yesno", "yesno", "noyes", "noyes");
    }

    @Test
    void memoryOfHugePagesIsSharedWithinOneCell() {
        String text = vmi("", "").replace("{guest: 1Gi}", "{guest: 64Mi, hugepages: {pageSize: 2Mi}}");

        Element domain = Manifests.settled(spec(text));

        isAs(domain.child("memoryBacking"), "<memoryBacking><hugepages/><source type='memfd'/></memoryBacking>");
        isAs(domain.child("cpu").child("numa"), "<numa><cell id='0' cpus='0-0' memory='65536' unit='KiB'/></numa>");
        assertThat(device(domain, "memballoon").attribute("freePageReporting")).isEqualTo("off");
    }

    @Test
    void firmwareSaysWhatTheGuestIsToldOfItself() {
        Element domain = domain(
                """
                firmware: {uuid: 5d307ca9-b3ef-428c-8861-06e72d69f223, serial: "0042", bootloader: {efi: {secureBoot: false}}}
                chassis: {asset: shelf}
                machine: {type: pc-q35-8.2}
                """);

        assertThat(domain.value("uuid")).isEqualTo("5d307ca9-b3ef-428c-8861-06e72d69f223");
        isAs(domain.child("os"), """
                <os firmware='efi'><type arch='x86_64' machine='pc-q35-8.2'>hvm</type>
                  <firmware><feature enabled='no' name='secure-boot'/></firmware><smbios mode='sysinfo'/></os>""");
        isAs(domain.child("sysinfo"), """
                <sysinfo type='smbios'>
                  <system>
                    <entry name='uuid'>5d307ca9-b3ef-428c-8861-06e72d69f223</entry><entry name='serial'>0042</entry>
                  </system>
                  <chassis><entry name='asset'>shelf</entry></chassis>
                </sysinfo>""");
    }

    @Test
    void secureBootIsTheFirmwaresUnlessItIsToldNotTo() {
        Element os = domain("firmware: {bootloader: {efi: {}}}\nfeatures: {smm: {}}").child("os");

        isAs(os.child("firmware"), """
                <firmware><feature enabled='yes' name='secure-boot'/><feature enabled='yes' name='enrolled-keys'/></firmware>""");
    }

    @Test
    void featuresAndClocksAreSaidOneByOne() {
        Element domain = domain(
                """
                features:
                  acpi: {enabled: false}
                  apic: {}
                  smm: {}
                  kvm: {hidden: true}
                  pvspinlock: {enabled: false}
                  hyperv:
                    relaxed: {}
                    spinlocks: {spinlocks: 8191}
                    vendorid: {vendorid: mine}
                    synictimer: {direct: {}}
                    tlbflush: {extended: {}}
                clock:
                  timezone: Europe/Berlin
                  timer: {hpet: {present: false}, rtc: {tickPolicy: catchup, track: guest}}
                """);

        isAs(domain.child("features"), """
                <features><apic/><smm/><kvm><hidden state='on'/></kvm><pvspinlock state='off'/><vmport state='off'/>
                  <hyperv><relaxed state='on'/><spinlocks state='on' retries='8191'/><vendor_id state='on' value='mine'/>
                    <stimer state='on'><direct state='on'/></stimer><tlbflush state='on'><extended state='on'/></tlbflush>
                    <synic state='on'/><vpindex state='on'/>
                  </hyperv></features>""");
        isAs(domain.child("clock"), """
                <clock offset='timezone' timezone='Europe/Berlin'>
                  <timer name='rtc' tickpolicy='catchup' present='yes' track='guest'/><timer name='hpet' present='no'/>
                </clock>""");
    }

    @Test
    void whatAHypervFeatureNeedsIsThereToo() {
        Element domain = domain("features: {hyperv: {synictimer: {}, evmcs: {}, vapic: {enabled: false}, spinlocks: {}}}");

        isAs(domain.child("features").child("hyperv"), """
                <hyperv><vapic state='off'/><evmcs state='on'/><spinlocks state='on' retries='4096'/>
                  <synic state='on'/><vpindex state='on'/><stimer state='on'/></hyperv>""");
        isAs(domain.child("cpu").child("feature"), "<feature policy='require' name='vmx'/>");
    }

    @Test
    void otherDevicesAreThoseThatWereAskedFor() {
        Element domain = domain(
                """
                devices:
                  useVirtioTransitional: true
                  inputs: [{name: tab, type: tablet, bus: virtio}]
                  rng: {}
                  watchdog: {name: dog, i6300esb: {action: poweroff}}
                  sound: {name: beep}
                  tpm: {persistent: true}
                  autoattachVSOCK: true
                  panicDevices: [{model: hyperv}]
                  clientPassthrough: {}
                  filesystems: [{name: share, virtiofs: {}}]
                  downwardMetrics: {}
                  video: {type: cirrus}
                """);

        isAs(device(domain, "input"), "<input type='tablet' bus='virtio' model='virtio'><alias name='ua-tab'/></input>");
        isAs(device(domain, "rng"), "<rng model='virtio-transitional'><backend model='random'>/dev/urandom</backend></rng>");
        isAs(device(domain, "watchdog"), "<watchdog model='i6300esb' action='poweroff'><alias name='ua-dog'/></watchdog>");
        isAs(device(domain, "sound"), "<sound model='ich9'><alias name='ua-beep'/></sound>");
        isAs(device(domain, "tpm"), "<tpm model='tpm-crb'><backend type='emulator' version='2.0' persistent_state='yes'/></tpm>");
        isAs(device(domain, "vsock"), "<vsock model='virtio-non-transitional'><cid auto='yes'/></vsock>");
        isAs(device(domain, "panic"), "<panic model='hyperv'/>");
        assertThat(devices(domain, "redirdev")).hasSize(4);
        assertThat(devices(domain, "channel")).hasSize(2);
        assertThat(device(domain, "controller").attribute("model")).as("USB").isEqualTo("qemu-xhci");
        assertThat(device(domain, "video").value("model@type")).isEqualTo("cirrus");
        assertThat(device(domain, "filesystem").value("target@dir")).isEqualTo("share");
        assertThat(domain.value("memoryBacking/access@mode")).isEqualTo("shared");
        isAs(domain.child("cpu").child("numa"), "<numa><cell id='0' cpus='0-0' memory='1048576' unit='KiB'/></numa>");
    }

    @Test
    void anInputIsAttachedWhereNoneIsListed() {
        Element domain = domain("devices: {autoattachInputDevice: true}");

        isAs(device(domain, "input"), "<input type='tablet' bus='usb'><alias name='ua-default-0'/></input>");
        assertThat(device(domain, "controller").attribute("model")).isEqualTo("qemu-xhci");
    }

    @Test
    void disksShareThreadsAsThePolicySays() {
        String volumes = "volumes: [{name: a, emptyDisk: {}}, {name: b, emptyDisk: {}}, {name: c, emptyDisk: {}}]";
        String disks = "devices: {disks: [{name: a, disk: {bus: virtio}}, {name: b, disk: {bus: virtio}, dedicatedIOThread: %s}, {name: c, disk: {bus: virtio}}]}\n";

        Element dedicated = domain(disks.formatted("true"), volumes);
        assertThat(dedicated.value("iothreads")).isEqualTo("2");
        assertThat(devices(dedicated, "disk").stream().map(disk -> disk.value("driver@iothread"))).containsExactly("1", "2", "1");

        Element auto = domain(disks.formatted("false") + "ioThreadsPolicy: auto\nresources: {requests: {cpu: 1}}", volumes);
        assertThat(auto.value("iothreads")).isEqualTo("2");
        assertThat(devices(auto, "disk").stream().map(disk -> disk.value("driver@iothread"))).containsExactly("1", "2", "1");

        Element pool = domain(disks.formatted("false") + "ioThreadsPolicy: supplementalPool\nioThreads: {supplementalPoolThreadCount: 2}", volumes);
        assertThat(pool.value("iothreads")).isEqualTo("2");
        assertThat(device(pool, "disk").child("driver").child("iothreads").elements()).hasSize(2);
    }

    @Test
    void encryptedMemoryMakesVirtioUseTheIommu() {
        Element domain = domain("launchSecurity: {sev: {policy: {encryptedState: true}}}\ndevices: {rng: {}}");

        isAs(domain.child("launchSecurity"), "<launchSecurity type='sev'><policy>0x5</policy></launchSecurity>");
        for (String kind : List.of("interface", "rng", "memballoon")) {
            assertThat(device(domain, kind).value("driver@iommu")).as(kind).isEqualTo("on");
        }
    }

    @Test
    void whatOnlyTheClusterKnowsIsSaid() {
        String text = vmi(
                """
                devices:
                  gpus: [{name: gpu1, deviceName: example.com/gpu}]
                  interfaces: [{name: fast, sriov: {}}]
                """,
                "networks: [{name: fast, multus: {networkName: x}}]");

        assertThat(spec(text).source().remarks().stream().map(remark -> remark.place().line() + " " + remark.what()))
                .satisfiesExactly(
                        gpu -> assertThat(gpu).startsWith("10 What gpu1 is, a PCI, mediated or USB device of the node"),
                        card -> assertThat(card).startsWith("11 What card fast is, is decided by its binding sriov"));
    }

    @Test
    void anotherFormatOfTheSameIsReadTheSame() {
        String json = """
                {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
                 "metadata": {"name": "web", "namespace": "shop"},
                 "spec": {"domain": {"memory": {"guest": "1Gi"}, "devices": {}}}}""";

        assertThat(Manifests.settled(spec(json))).isEqualTo(domain("devices: {}"));
    }
}
