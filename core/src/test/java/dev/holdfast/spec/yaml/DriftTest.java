package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.UnusableInputException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What was changed in libvirt behind the spec's back, taken over into the owner's text. */
class DriftTest {

    /** What the completer had added to a disk, and the spec doesn't say. */
    private static final UnaryOperator<Element> COMPLETING = device -> device.name().equals("disk")
            ? device.mapChild("driver", driver -> driver.withAttribute("io", "native"))
                    .plus(Element.of("boot", "order", "1"))
            : device;

    /** One value of every device that has it. */
    private static UnaryOperator<Element> setting(String child, String attribute, String value) {
        return device -> device.value(child + "@" + attribute) == null
                ? device
                : device.mapChild(child, inner -> inner.withAttribute(attribute, value));
    }

    private static String takenOver(String text, Drifting drifting) {
        String taken = drifting.completedWith(COMPLETING).takenOver(text).text();
        Drifting nothing = Drifting.of(device -> device);
        assertThat(nothing.completedWith(COMPLETING).takenOver(taken).text()).isEqualTo(taken);
        assertThat(nothing.completedWith(COMPLETING).takenOver(text).text()).isEqualTo(text);
        return taken;
    }

    private static final String DISK = """
            # mine
            devices:
              disks:
              - image: /a.qcow2   # the root
                target: 'vda'     # first
                # below
                serial: "A"
            memory: 1 GiB
            """;

    @Test
    void aValueChangesWhereItStands() {
        assertThat(takenOver(DISK, Drifting.of(setting("target", "dev", "vdb"))))
                .isEqualTo(DISK.replace("'vda'", "'vdb'"));
        assertThat(takenOver(DISK, Drifting.of(disk -> disk.mapChild("serial", s -> s.withText("B \"b\"")))))
                .isEqualTo(DISK.replace("\"A\"", "\"B \\\"b\\\"\""));
        assertThat(takenOver(DISK, Drifting.outside(d -> d.mapChild("memory", m -> Element.of("memory", "unit", "KiB")
                        .withText("2097152")))))
                .isEqualTo(DISK.replace("1 GiB", "2 GiB"));
    }

    @Test
    void aValueThatOnlyTheLockHeldIsAdded() {
        assertThat(takenOver(DISK, Drifting.of(setting("driver", "io", "threads"))))
                .isEqualTo(DISK.replace("serial: \"A\"\n", "serial: \"A\"\n    driver:\n      io: threads\n"));
        assertThat(takenOver(DISK, Drifting.of(setting("boot", "order", "2"))))
                .isEqualTo(DISK.replace("serial: \"A\"\n", "serial: \"A\"\n    boot: 2\n"));
        assertThat(takenOver(DISK, Drifting.outside(d -> d.withAttribute("type", "qemu"))))
                .isEqualTo(DISK + "type: qemu\n");
    }

    @Test
    void aValueThatTheFormatFilledInIsAddedOrTurnedOff() {
        assertThat(takenOver(DISK, Drifting.of(setting("target", "bus", "sata"))))
                .isEqualTo(DISK.replace("serial: \"A\"\n", "serial: \"A\"\n    bus: sata\n"));
        assertThat(takenOver(DISK, Drifting.of(disk -> disk.withoutAttribute("device"))))
                .isEqualTo(DISK.replace("serial: \"A\"\n", "serial: \"A\"\n    device: null\n"));
        assertThat(takenOver(DISK, Drifting.of(setting("source", "file", "/a.raw"))))
                .isEqualTo(DISK.replace("/a.qcow2", "/a.raw")
                        .replace("serial: \"A\"\n", "serial: \"A\"\n    format: qcow2\n"));
    }

    @Test
    void aValueThatIsGoneTakesItsLineAlong() {
        assertThat(takenOver(DISK, Drifting.of(disk -> disk.without("serial"))))
                .isEqualTo(DISK.replace("    serial: \"A\"\n", ""));
        assertThat(takenOver(DISK, Drifting.of(disk -> disk.mapChild("target", t -> t.withoutAttribute("dev")))))
                .isEqualTo(DISK.replace("    target: 'vda'     # first\n", ""));
        assertThat(takenOver(DISK, Drifting.of(disk -> disk.without("source").withoutAttribute("type"))))
                .isEqualTo("""
                        # mine
                        devices:
                          disks:
                          - target: 'vda'     # first
                            # below
                            serial: "A"
                            format: qcow2
                        memory: 1 GiB
                        """);
        assertThat(takenOver(DISK, Drifting.outside(d -> d.without("memory"))))
                .isEqualTo(DISK.replace("memory: 1 GiB\n", ""));
        assertThat(takenOver(DISK.replace("\n", "\r\n"), Drifting.of(disk -> disk.without("serial"))))
                .isEqualTo(DISK.replace("    serial: \"A\"\n", "").replace("\n", "\r\n"));
        assertThat(takenOver("memory: 1 GiB\ntitle: x", Drifting.outside(d -> d.without("memory"))))
                .isEqualTo("title: x");
        assertThat(takenOver("title: x # y\nmemory: 1 GiB # z", Drifting.outside(d -> d.without("memory"))))
                .isEqualTo("title: x # y");
    }

    private static final String TWO = """
            devices:
              disks: # two
                # the root
                - image: /a.qcow2
                  target: vda  # first
                # the data
                - image: /b.qcow2
                  target: vdb
                # the end
              interfaces:
                - network: default
            memory: 1 GiB
            """;

    private static Drifting without(String... targets) {
        return Drifting.of(device -> java.util.List.of(targets).contains(String.valueOf(device.value("target@dev"))) ? null : device);
    }

    @Test
    void aDeviceThatIsGoneTakesItsLinesAlong() {
        assertThat(takenOver(TWO, without("vda")))
                .isEqualTo(TWO.replace("    - image: /a.qcow2\n      target: vda  # first\n", ""));
        assertThat(takenOver(TWO, without("vdb")))
                .isEqualTo(TWO.replace("    - image: /b.qcow2\n      target: vdb\n", ""));
        assertThat(takenOver(TWO, without("vda", "vdb")))
                .isEqualTo("""
                        devices:
                          disks: [] # two
                            # the root
                            # the data
                            # the end
                          interfaces:
                            - network: default
                        memory: 1 GiB
                        """);
    }

    @Test
    void aDeviceThatCameIsAppended() {
        Element rng = Element.of("rng", "model", "virtio").plus(Element.of("backend", "model", "random").withText("/dev/random"));
        Element card = Element.of("interface", "type", "bridge")
                .plus(Element.of("source", "bridge", "br0"))
                .plus(Element.of("model", "type", "e1000e"));
        assertThat(takenOver(TWO, Drifting.adding(rng, card))).isEqualTo(TWO.replace("default\n", """
                default
                    - bridge: br0
                      model: e1000e
                  rngs:
                    - model: virtio
                      backend:
                        model: random
                        text: /dev/random
                """));
        assertThat(takenOver("title: x", Drifting.adding(card)))
                .isEqualTo("title: x\ndevices:\n  interfaces:\n  - bridge: br0\n    model: e1000e");
    }

    @Test
    void oneForAnotherInTheSameList() {
        Drifting both = new Drifting(
                device -> device,
                device -> null,
                domain -> domain,
                java.util.List.of(Element.of("disk", "type", "block", "device", "disk")
                        .plus(Element.of("source", "dev", "/dev/x"))
                        .plus(Element.of("target", "dev", "vdx", "bus", "virtio"))));
        assertThat(takenOver("devices:\n  disks:\n  - image: /a.raw\n    serial: B\n", both))
                .isEqualTo("devices:\n  disks:\n  - block: /dev/x\n    target: vdx\n    model: virtio-blk\n");
        assertThat(takenOver("devices: {disks: [{image: /a.raw, serial: B}]} # x\n", both))
                .isEqualTo("devices: {disks: [{block: /dev/x, target: vdx, model: virtio-blk}]} # x\n");
    }

    @Test
    void bracesStayBraces() {
        String text = "devices: {disks: [{image: /a.raw, serial: A}, {image: /b.raw, serial: B}]} # end\n";
        assertThat(takenOver(text, Drifting.of(d -> d.without("serial"))))
                .isEqualTo("devices: {disks: [{image: /a.raw}, {image: /b.raw}]} # end\n");
        assertThat(takenOver(text, Drifting.of(d -> "A".equals(d.value("serial")) ? null : d)))
                .isEqualTo("devices: {disks: [{image: /b.raw, serial: B}]} # end\n");
        assertThat(takenOver(text, Drifting.of(d -> "B".equals(d.value("serial")) ? null : d)))
                .isEqualTo("devices: {disks: [{image: /a.raw, serial: A}]} # end\n");
        assertThat(takenOver(text, Drifting.of(d -> null))).isEqualTo("devices: {disks: []} # end\n");
    }

    @Test
    void jsonStaysJson() {
        String text = """
                {
                  "memory": 1048576,
                  "devices": {
                    "disks": [
                      {
                        "image": "/a.raw",
                        "serial": "A"
                      },
                      {
                        "image": "/b.raw",
                        "serial": "B"
                      }
                    ]
                  }
                }
                """;
        assertThat(takenOver(text, Drifting.of(d -> "B".equals(d.value("serial")) ? null : d.without("serial"))))
                .isEqualTo("""
                        {
                          "memory": 1048576,
                          "devices": {
                            "disks": [
                              {
                                "image": "/a.raw"
                              }
                            ]
                          }
                        }
                        """);
        assertThat(takenOver(text, Drifting.outside(d -> d.without("memory").plus(Element.of("memory", "unit", "KiB").withText("524288")))))
                .isEqualTo(text.replace("1048576", "\"512 MiB\""));
    }

    @Test
    void anAddressStaysInItsShortForm() {
        UnaryOperator<Element> moved = setting("address", "bus", "0x08");
        assertThat(takenOver("devices:\n  disks:\n  - image: /a.raw\n    address: 0000:07:00.0 # here\n", Drifting.of(moved)))
                .isEqualTo("devices:\n  disks:\n  - image: /a.raw\n    address: 0000:08:00.0 # here\n");
        assertThat(takenOver("devices:\n  disks:\n  - image: /a.raw\n    address: \"07:00.0\"\n", Drifting.of(moved)))
                .isEqualTo("devices:\n  disks:\n  - image: /a.raw\n    address: \"08:00.0\"\n");
        Element drive = Element.of("address", "type", "drive", "controller", "0", "bus", "0", "target", "0", "unit", "1");
        assertThat(takenOver(
                        "devices:\n  disks:\n  - image: /a.raw\n    bus: virtio\n    address: 0000:07:00.0 # here\n",
                        Drifting.of(setting("target", "bus", "sata").andThen(d -> d.mapChild("address", a -> drive))::apply)))
                .isEqualTo("""
                        devices:
                          disks:
                          - image: /a.raw
                            bus: sata
                            address:
                              type: drive
                              bus: 0
                              controller: 0
                              target: 0
                              unit: 1
                        """);
    }

    @Test
    void theGenericRuleAndWordsOfTheOwnersKeepTheirForm() {
        String text = """
                vcpus: 2
                features: {acpi: true, apic: false}
                cpu:
                  model: qemu64   # old
                  feature:
                  - name: x2apic
                  - {name: svm, policy: disable}
                """;
        Drifting features = Drifting.outside(domain -> domain.mapChild("cpu", cpu -> cpu.without("feature")
                .plus(Element.of("feature", "name", "svm", "policy", "require"))
                .mapChild("model", model -> model.withText("EPYC"))));
        assertThat(takenOver(text, features)).isEqualTo("""
                vcpus: 2
                features: {acpi: true, apic: false}
                cpu:
                  model: EPYC   # old
                  feature:
                  - {name: svm, policy: require}
                """);
        Drifting flags = Drifting.outside(domain -> domain.mapChild("features", f -> f.without("acpi").plus(Element.of("apic"))));
        assertThat(takenOver(text, flags)).isEqualTo(text.replace("{acpi: true, apic: false}", "{apic: true}"));
    }

    @Test
    void aSpecOfWhichNothingIsLeftIsAnEmptyOne() {
        Drifting bare = Drifting.outside(domain -> domain.withoutAttribute("type").without("vcpu"));
        for (String comment : List.of("", "# mine\n", "\n# mine\n\n", "---\n")) {
            assertThat(bare.takenOver(comment + "type: kvm\nvcpus: 2  # said\n").text()).isEqualTo(comment + "{}\n");
        }
        assertThat(takenOver("# mine\nvcpus: 2\n", Drifting.outside(d -> d.without("vcpu").withAttribute("type", "qemu"))))
                .isEqualTo("# mine\ntype: qemu\n");
    }

    @Test
    void whatWasEmptyIsFilledAndGetsATwin() {
        Drifting twins = Drifting.outside(domain -> domain.mapChild("frob", f -> f.plus(Element.of("a", "b", "1")))
                .plus(Element.of("frob", "c", "2")));
        assertThat(takenOver("<frob>: {}   # mine\nvcpus: 2\n", twins)).isEqualTo("""
                <frob>:   # mine
                -
                  a:
                    b: 1
                - c: 2
                vcpus: 2
                """);
        assertThat(takenOver("vcpus: 2\n<frob>: {}", twins)).isEqualTo("""
                vcpus: 2
                <frob>:
                -
                  a:
                    b: 1
                - c: 2""");
    }

    @Test
    void whatAliasesShareIsNotTorn() {
        String text = """
                devices:
                  disks:
                  - &a
                    image: /a.raw
                    serial: S
                  - *a
                title: &t x
                description: *t
                """;
        boolean[] first = {true};
        assertThatThrownBy(() -> Drifting.of(disk -> {
                            boolean mine = first[0];
                            first[0] = false;
                            return mine ? disk.mapChild("serial", s -> s.withText("T")) : disk;
                        })
                        .takenOver(text))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("vm.yaml:5:13")
                .hasMessageContaining("Write it out in each place");
        assertThatThrownBy(() -> Drifting.outside(d -> d.without("title")).takenOver(text))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("vm.yaml:7:8");
        assertThat(Drifting.outside(d -> d.mapChild("description", e -> e.withText("z"))).takenOver(text).text())
                .isEqualTo(text.replace("*t", "z"));
    }
}
