package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was added, written back into the owner's text. */
class ReflectTest {

    private static final String ADDRESS =
            "<address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>";

    private static final String DISK = "<disk type='file' device='disk'><source file='/path/to/image.qcow2'/>"
            + "<driver name='qemu' type='qcow2'/><target dev='vda' bus='virtio'/>" + ADDRESS + "</disk>";

    private static final String ROOT_PORT = "<controller type='pci' index='1' model='pcie-root-port'>"
            + "<address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/></controller>";

    private static final String NONE = "<controller type='usb' index='0' model='none'/><memballoon model='none'/>";

    private static Element domain(String devices) {
        return XmlSource.parse(
                "<domain type='kvm'><name>vm</name><memory unit='KiB'>1048576</memory>"
                        + "<os><type arch='x86_64' machine='pc-q35-9.0'>hvm</type></os><devices>" + devices
                        + "</devices></domain>",
                "test");
    }

    /** The devices of one kind become those of the same kind, in order. */
    private static Map<Element, Element> partners(Element spec, Element complete) {
        Map<Element, Element> partners = new IdentityHashMap<>();
        Element devices = spec.child("devices");
        for (Element device : devices == null ? List.<Element>of() : devices.elements()) {
            int index = 0;
            for (Element other : devices.elements(device.name())) {
                if (other == device) {
                    break;
                }
                index++;
            }
            partners.put(device, complete.child("devices").elements(device.name()).get(index));
        }
        return partners;
    }

    static String reflect(String text, Element complete) {
        Lens.Source source = new YamlLens().read("vm.yaml", text);
        String reflected = source.reflect(new Reflection(complete, partners(source.domain(), complete)));
        Lens.Source again = new YamlLens().read("vm.yaml", reflected);
        assertThat(again.reflect(new Reflection(complete, partners(again.domain(), complete))))
                .as("reflecting the same once more")
                .isEqualTo(reflected);
        return reflected;
    }

    private static void reflects(String text, Element complete, String to) {
        String reflected = reflect(text, complete);
        assertThat(reflected).isEqualTo(to);
        Element settled = new YamlLens()
                .settle(new YamlLens().read("vm.yaml", reflected).domain(), java.util.Set.of("kvm"));
        Element wanted = new YamlLens().settle(complete, java.util.Set.of("kvm"));
        assertThat(withoutIndex(settled)).isEqualTo(withoutIndex(wanted));
    }

    private static Element withoutIndex(Element domain) {
        Element devices = domain.child("devices");
        Element same = devices.withChildren(devices.elements().stream()
                .map(d -> "none".equals(d.attribute("model")) ? d.withoutAttribute("index") : d)
                .toList());
        return Canonical.of(domain.mapChild("devices", old -> same));
    }

    private static final String TOP = """
            name: vm
            type: kvm
            arch: x86_64
            machine: pc-q35-9.0
            memory: 1 GiB
            """;

    @Test
    void theFirstExample() {
        reflects(
                """
                devices:
                  disks:
                  - image: /path/to/image.qcow2
                """,
                domain(DISK + ROOT_PORT + NONE),
                """
                devices:
                  disks:
                  - image: /path/to/image.qcow2
                    target: vda
                    model: virtio-blk
                    address:
                      type: pci
                      domain: 0x0000
                      bus: 0x01
                      slot: 0x00
                      function: 0x0
                  controllers:
                  - model: pcie-root-port
                    type: pci
                    index: 1
                    address:
                      type: pci
                      domain: 0x0000
                      bus: 0x00
                      slot: 0x01
                      function: 0x0
                """
                        + TOP);
    }

    @Test
    void commentsOrderAndWordsOfTheOwnerStay() {
        assertThat(reflect(
                """
                # my VM
                devices: # what it has

                  interfaces:   # one
                      -   mac: '52:54:00:AA:BB:CC'  # upper case
                          network: default
                          # a note on the card

                      # and that was it
                  disks:
                      -   block: /dev/x    # raw
                          "target": vda
                # the end

                memory: 1048576 # KiB
                machine: 'q35'   # newest
                name:   "vm"
                """,
                domain("<disk type='block' device='disk'><driver name='qemu' type='raw'/><source dev='/dev/x'/>"
                        + "<target dev='vda' bus='virtio'/></disk>"
                        + "<interface type='network'><mac address='52:54:00:aa:bb:cc'/><source network='default'/>"
                        + "<model type='virtio'/></interface>"
                        + "<interface type='network'><mac address='52:54:00:00:00:01'/><source network='b'/>"
                        + "<model type='virtio'/></interface>"
                        + NONE)))
                .isEqualTo("""
                # my VM
                devices: # what it has

                  interfaces:   # one
                      -   mac: '52:54:00:AA:BB:CC'  # upper case
                          network: default
                          model: virtio
                          # a note on the card
                      - network: b
                        mac: "52:54:00:00:00:01"
                        model: virtio

                      # and that was it
                  disks:
                      -   block: /dev/x    # raw
                          "target": vda
                          format: raw
                          model: virtio-blk
                # the end

                memory: 1048576 KiB # KiB
                machine: 'pc-q35-9.0'   # newest
                name:   "vm"
                type: kvm
                arch: x86_64
                """);
    }

    @Test
    void nothingNewIsNoChange() {
        String text = reflect("# x\ndevices: {disks: [{image: /path/to/image.qcow2}]}", domain(DISK + ROOT_PORT));
        assertThat(reflect(text, domain(DISK + ROOT_PORT))).isSameAs(text);
    }

    @Test
    void bracesGetMoreInBraces() {
        assertThat(reflect(
                        "devices: {disks: [{image: /path/to/image.qcow2, address: 0000:01:00.0,}]} # end",
                        domain(DISK + ROOT_PORT)))
                .startsWith("devices: {disks: [{image: /path/to/image.qcow2, address: 0000:01:00.0, target: vda,"
                        + " model: virtio-blk}], controllers: [{model: pcie-root-port, type: pci, index: 1,"
                        + " address: {type: pci, domain: 0x0000, bus: 0x00, slot: 0x01, function: 0x0}}]} # end\nname: vm\n");
    }

    @Test
    void jsonStaysJson() {
        reflects(
                """
                {
                  "devices": {
                    "disks": [
                      {
                        "image": "/path/to/image.qcow2",
                        "address": "0000:01:00.0"
                      }
                    ],
                    "interfaces": []
                  },
                  "machine": "q35"
                }
                """,
                domain(DISK + ROOT_PORT),
                """
                {
                  "devices": {
                    "disks": [
                      {
                        "image": "/path/to/image.qcow2",
                        "address": "0000:01:00.0",
                        "target": "vda",
                        "model": "virtio-blk"
                      }
                    ],
                    "interfaces": [],
                    "controllers": [
                      {
                        "model": "pcie-root-port",
                        "type": "pci",
                        "index": 1,
                        "address": {
                          "type": "pci",
                          "domain": "0x0000",
                          "bus": "0x00",
                          "slot": "0x01",
                          "function": "0x0"
                        }
                      }
                    ]
                  },
                  "machine": "pc-q35-9.0",
                  "name": "vm",
                  "type": "kvm",
                  "arch": "x86_64",
                  "memory": "1 GiB"
                }
                """);
    }

    @Test
    void emptyPlacesAreFilledWhereTheyAre() {
        String filled = """
                devices: # none yet
                  disks:
                  - image: /path/to/image.qcow2
                    target: vda
                    model: virtio-blk
                    address:
                      type: pci
                      domain: 0x0000
                      bus: 0x01
                      slot: 0x00
                      function: 0x0
                """;
        for (String empty : List.of("", " ~", " {}", " null")) {
            assertThat(reflect("devices:" + empty + " # none yet\n" + TOP, domain(DISK))).isEqualTo(filled + TOP);
        }
        assertThat(reflect("devices: # none yet\n  disks: []\n" + TOP, domain(DISK))).isEqualTo(filled + TOP);
        assertThat(reflect("devices: # none yet\n  disks:\n" + TOP, domain(DISK))).isEqualTo(filled + TOP);
        assertThat(reflect(TOP.replace(" pc-q35-9.0", ""), domain(""))).isEqualTo(TOP + "devices: {}\n");
    }

    @Test
    void aDocumentWithoutContentGetsSome() {
        String content = TOP + "devices: {}\n";
        assertThat(reflect("", domain(""))).isEqualTo(content);
        assertThat(reflect("# mine", domain(""))).isEqualTo("# mine\n" + content);
        assertThat(reflect("---\n# mine\n...\n", domain(""))).isEqualTo("---\n# mine\n" + content + "...\n");
        assertThat(reflect("\uFEFF", domain(""))).isEqualTo("\uFEFF" + content);
    }

    @Test
    void lineBreaksAndTheEndOfTheFileStayAsTheyAre() {
        assertThat(reflect("\uFEFFname: vm\r\ndevices: {}\r\ntype: kvm", domain("")))
                .isEqualTo("\uFEFFname: vm\r\ndevices: {}\r\ntype: kvm\r\narch: x86_64\r\nmachine: pc-q35-9.0\r\n"
                        + "memory: 1 GiB");
        assertThat(reflect("---\nname: vm\n...\n# after\n", domain("")))
                .startsWith("---\nname: vm\ntype: kvm\n")
                .endsWith("devices: {}\n...\n# after\n");
    }

    @Test
    void charactersBeyondTheBasicPlaneDontShiftPlaces() {
        assertThat(reflect("# \uD83D\uDCBF\nmachine: q35 # \uD83D\uDCBF\ndevices: {}\n", domain("")))
                .startsWith("# \uD83D\uDCBF\nmachine: pc-q35-9.0 # \uD83D\uDCBF\ndevices: {}\nname: vm\n");
    }

    @Test
    void blocksOfTextEndWhereTheyEnd() {
        Element complete = domain("").plus(Element.of("description").withText("a\n\nb\n"));
        for (String header : List.of("|", "|+", ">")) {
            String text = reflect("description: " + header + "\n  a\n\n  b\n", complete);
            assertThat(text).startsWith("description: " + header + "\n  a\n\n  b\nname: vm\n");
        }
        assertThat(new YamlLens().read("x", reflect("description: |+\n  a\n\n\n", complete)).domain()
                        .value("description"))
                .isEqualTo("a\n\n\n");
    }

    @Test
    void innerElementsGetWhatTheyLackWhereTheyStand() {
        Element complete = XmlSource.parse("""
                <domain type='kvm'><name>vm</name><vcpu placement='static'>2</vcpu>
                <os><type arch='x86_64' machine='pc'>hvm</type></os>
                <cpu mode='custom' match='exact'><model fallback='forbid'>qemu64</model>
                <feature policy='disable' name='svm'/><feature policy='require' name='x2apic'/></cpu>
                <clock offset='utc'><timer name='pit'/><timer name='rtc' track='wall'/></clock></domain>""", "test");
        assertThat(reflect(
                        """
                        vcpus: 2
                        cpu:
                          feature:
                            - name: x2apic
                          model: qemu64
                        clock:
                          timer: {name: rtc}
                        """,
                        complete))
                .isEqualTo("""
                        vcpus: 2
                        cpu:
                          feature:
                            - name: x2apic
                              policy: require
                            - policy: disable
                              name: svm
                          model: qemu64
                          mode: custom
                          match: exact
                          <model>:
                            fallback: forbid
                        clock:
                          timer: {name: rtc, track: wall}
                          offset: utc
                          <timer>:
                            name: pit
                        name: vm
                        type: kvm
                        arch: x86_64
                        machine: pc
                        vcpu:
                          placement: static
                        """);
    }

    @Test
    void longFormsCountAsSaid() {
        assertThat(reflect(
                        """
                        name: vm
                        devices:
                          disks:
                          - type: file
                            source: {file: /path/to/image.qcow2}
                            driver: {name: qemu, type: qcow2}
                            target:
                              bus: virtio
                            address: {type: pci, bus: 1}
                        """,
                        domain(DISK)))
                .isEqualTo("""
                        name: vm
                        devices:
                          disks:
                          - type: file
                            source: {file: /path/to/image.qcow2}
                            driver: {name: qemu, type: qcow2}
                            target:
                              bus: virtio
                              dev: vda
                            address: {type: pci, bus: 1, domain: 0x0000, slot: 0x00, function: 0x0}
                        type: kvm
                        arch: x86_64
                        machine: pc-q35-9.0
                        memory: 1 GiB
                        """);
    }

    @Test
    void aBareNumberGetsTheUnitThatItWasTakenFor() {
        Element complete = domain("").plus(Element.of("currentMemory", "unit", "KiB").withText("1048576"));
        assertThat(reflect("memory: 1048576\ncurrentMemory: '1048576'\n", complete))
                .startsWith("memory: 1048576 KiB\ncurrentMemory: '1048576 KiB'\n");
        assertThat(reflect("{\n  \"memory\": 1048576,\n  \"currentMemory\": \"1 GiB\"\n}\n", complete))
                .startsWith("{\n  \"memory\": \"1048576 KiB\",\n  \"currentMemory\": \"1 GiB\",\n");
        assertThat(reflect("memory: &m 1048576\ncurrentMemory: &c 1048576\ndescription: *m\ntitle: *c\n", complete))
                .startsWith("memory: &m 1048576\ncurrentMemory: &c 1048576\n");
    }

    @Test
    void whatWasTurnedOffAndCameAllTheSameIsSaid() {
        String rest = "    target: vda\n    model: virtio-blk\n    address: 0000:01:00.0\n";
        assertThat(reflect("devices:\n  disks:\n  - image: /path/to/image.qcow2\n    driver: null\n" + rest, domain(DISK)))
                .startsWith("devices:\n  disks:\n  - image: /path/to/image.qcow2\n    driver:\n      name: qemu\n" + rest
                        + "    format: qcow2\n");
        assertThat(reflect("devices:\n  disks:\n  - image: /path/to/image.qcow2\n    format:\n" + rest, domain(DISK)))
                .startsWith("devices:\n  disks:\n  - image: /path/to/image.qcow2\n    format: qcow2\n" + rest + "name");
    }

    @Test
    void whatAliasesShareTakesOneAdditionForAll() {
        String disks = """
                devices:
                  disks:
                  - image: a.raw
                    target: vda
                    <driver>: &shared
                      cache: none
                  - image: b.raw
                    target: vdb
                    <driver>: *shared
                """;
        String disk = "<disk type='file' device='disk'><source file='%s'/><driver name='qemu' type='raw' cache='none'"
                + " io='%s'/><target dev='%s' bus='virtio'/></disk>";
        assertThat(reflect(disks, domain(disk.formatted("a.raw", "native", "vda") + disk.formatted("b.raw", "native", "vdb"))))
                .startsWith("""
                        devices:
                          disks:
                          - image: a.raw
                            target: vda
                            <driver>: &shared
                              cache: none
                              io: native
                            model: virtio-blk
                          - image: b.raw
                            target: vdb
                            <driver>: *shared
                            model: virtio-blk
                        """);
        assertThatThrownBy(() -> reflect(
                        disks, domain(disk.formatted("a.raw", "native", "vda") + disk.formatted("b.raw", "threads", "vdb"))))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("vm.yaml:9:15")
                .hasMessageContaining("Write it out in each place");
    }
}
