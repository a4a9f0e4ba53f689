package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import org.junit.jupiter.api.Test;

/** What a spec says, as a domain. */
class ReadTest {

    private static Element read(String yaml) {
        return new YamlLens().read("some/vm.yaml", yaml).domain();
    }

    private static Element device(String yaml) {
        return read("devices:\n" + yaml.indent(2)).child("devices").elements().get(0).at(null);
    }

    private static Element xml(String text) {
        return XmlSource.parse(text, "expected");
    }

    @Test
    void theFormatFillsInWhatItPromises() {
        assertThat(read("devices:\n  disks:\n  - image: /path/to/image.qcow2\n"))
                .isEqualTo(xml("""
                        <domain><devices>
                          <disk type='file' device='disk'>
                            <source file='/path/to/image.qcow2'/>
                            <driver name='qemu' type='qcow2'/>
                            <target bus='virtio'/>
                          </disk></devices>
                          <name>vm</name>
                          <os><type arch='x86_64' machine='q35'>hvm</type></os>
                        </domain>
                        """));
    }

    @Test
    void shortNamesStandForValuesDeepDown() {
        assertThat(device("""
                        interfaces:
                        - {name: lan, network: default, mac: "52:54:00:12:34:56", target: tap0, boot: 1}
                        """))
                .isEqualTo(xml("""
                        <interface type='network'>
                          <alias name='ua-lan'/><source network='default'/><mac address='52:54:00:12:34:56'/>
                          <target dev='tap0'/><boot order='1'/><model type='virtio'/>
                        </interface>
                        """));
    }

    @Test
    void whatAShortNameStandsForIsWhereItWasWritten() {
        Element domain = read("memory: 1 GiB\nvcpus: 2\ndevices:\n  disks:\n  - {image: /a.qcow2, boot: 1}\n");

        assertThat(domain.child("vcpu").place()).hasToString("some/vm.yaml:2:8");
        assertThat(domain.child("devices").child("disk").child("boot").place()).hasToString("some/vm.yaml:5:29");
    }

    @Test
    void theShortFormOfAnAddressIsPci() {
        assertThat(device("rngs: {model: virtio, address: 0000:07:00.0}"))
                .isEqualTo(xml("""
                        <rng model='virtio'>
                          <address type='pci' domain='0x0000' bus='0x07' slot='0x00' function='0x0'/>
                        </rng>
                        """));
    }

    @Test
    void scalarsAreKeptAsWritten() {
        assertThat(device("graphics: [{type: spice, autoport: yes, port: 0x10, <gl>: {enable: on, rendernode: 1.0}}]"))
                .isEqualTo(xml("""
                        <graphics type='spice' autoport='yes' port='0x10'><gl enable='on' rendernode='1.0'/></graphics>
                        """));
    }

    @Test
    void aShortNameAndTheElementItIsPartOfMakeOneElement() {
        assertThat(device("videos: [{model: virtio, <model>: {heads: 2}}]"))
                .isEqualTo(xml("<video><model type='virtio' heads='2'/></video>"));
        assertThat(device("videos: [{model: {type: virtio, heads: 2}}]"))
                .isEqualTo(xml("<video><model type='virtio' heads='2'/></video>"));
    }

    @Test
    void aKeyWithoutValueTurnsADefaultOff() {
        assertThat(device("interfaces: [{network: default, model: null}]"))
                .isEqualTo(xml("<interface type='network'><source network='default'/></interface>"));
        assertThat(read("machine:\narch: ~\nname:\n"))
                .isEqualTo(xml("<domain><os><type>hvm</type></os></domain>"));
    }

    @Test
    void busesFollowTheKindOfDiskAndTheMachine() {
        assertThat(device("disks: [{device: cdrom, image: a.iso}]").value("target@bus")).isEqualTo("sata");
        assertThat(device("disks: [{device: floppy, image: a.img}]").value("target@bus")).isEqualTo("fdc");
        assertThat(read("machine: pc\ndevices: {disks: [{device: cdrom, image: a.iso}]}")
                        .child("devices").child("disk").value("target@bus"))
                .isEqualTo("ide");
        assertThat(device("disks: [{target: sda, image: a.img}]").value("target@bus")).isNull();
    }

    @Test
    void transitionalDisksAreSaidByModel() {
        Element disk = device("disks: [{image: a.img, model: virtio-blk-transitional}]");
        assertThat(disk.attribute("model")).isEqualTo("virtio-transitional");
        assertThat(disk.value("target@bus")).isEqualTo("virtio");
    }

    @Test
    void sizesHaveUnits() {
        Element domain = read("memory: 2 GiB\ncurrentMemory: 2097152\ndevices: {memories: [{model: dimm, size: 512MiB}]}");
        assertThat(domain.child("memory").at(null)).isEqualTo(xml("<memory unit='GiB'>2</memory>"));
        assertThat(domain.child("currentMemory").at(null)).isEqualTo(xml("<currentMemory>2097152</currentMemory>"));
        assertThat(domain.child("devices").child("memory").child("target"))
                .isEqualTo(xml("<target><size unit='MiB'>512</size></target>"));
    }

    @Test
    void textListsAndFlagsGoByTheirOwnRules() {
        assertThat(read("""
                        name: x
                        os: {initarg: [a, b], bootmenu: {enable: yes}}
                        features: {acpi: true, apic: {}, pae: false}
                        qemu:commandline: {qemu:arg: [{value: -s}]}
                        xmlns:qemu: http://libvirt.org/schemas/domain/qemu/1.0
                        <genid>: ""
                        metadata: {xml: 'a <b c="1"/> d'}
                        """))
                .isEqualTo(xml("""
                        <domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><name>x</name>\
                        <os><initarg>a</initarg><initarg>b</initarg><bootmenu enable='yes'/>\
                        <type arch='x86_64' machine='q35'>hvm</type></os>\
                        <features><acpi/><apic/></features>\
                        <qemu:commandline><qemu:arg value='-s'/></qemu:commandline><genid/>\
                        <metadata>a <b c="1"/> d</metadata></domain>
                        """));
    }

    @Test
    void anchorsAreWrittenOut() {
        Element devices = read("""
                        devices:
                          disks:
                          - image: a.img
                            driver: &d {cache: none}
                          - image: b.img
                            driver: *d
                        """).child("devices");
        assertThat(devices.elements()).allSatisfy(disk -> assertThat(disk.value("driver@cache")).isEqualTo("none"));
    }

    @Test
    void devicesKnowWhereTheyStand() {
        Element disk = new YamlLens().read("vm.yaml", "devices:\n  disks:\n  - image: a.img\n").domain()
                .child("devices").child("disk");
        assertThat(disk.place()).hasToString("vm.yaml:3:5");
    }

    @Test
    void anEmptyDocumentIsAVmOfDefaults() {
        assertThat(read("# nothing\n")).isEqualTo(read("")).isEqualTo(read("---\n...\n")).isEqualTo(read("devices:\n"));
    }
}
