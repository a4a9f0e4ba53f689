package dev.holdfast.spec.yaml;
import static dev.holdfast.spec.yaml.Reflecting.DISK;
import static dev.holdfast.spec.yaml.Reflecting.ROOT_PORT;
import static dev.holdfast.spec.yaml.Reflecting.TOP;
import static dev.holdfast.spec.yaml.Reflecting.domain;
import static dev.holdfast.spec.yaml.Reflecting.reflect;
import static dev.holdfast.spec.yaml.Reflecting.reflects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was added, laid out as the owner lays out a text: braces, JSON, line breaks, empty places. */
class ReflectLayoutTest {

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
}
