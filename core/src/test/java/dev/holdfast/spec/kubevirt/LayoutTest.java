package dev.holdfast.spec.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields are written into manifests however their owners lay these out. */
class LayoutTest {

    private static final String BLOCK = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata:
                name: web
                annotations:
                    # in the fields
                    holdfast.dev/pin: native
            spec:
                networks:
                    - name: default
                      pod: {}
                volumes:
                    - {name: a, emptyDisk: {}}
                    - {name: b, emptyDisk: {}}
                domain:
                    memory: {guest: 1Gi}
                    machine:   # none yet
                    devices:
                        interfaces:
                            - name: default
                              masquerade: {}   # the pod's
                        disks:
                            - name: a
                              disk: {bus: virtio}
                            - name: b
                              # its bus is virtio
                              disk:
                                  bus: "virtio"
                              # and that is all""";

    private static final String FLOW = """
            {apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, metadata: {name: web, annotations: {holdfast.dev/pin: native}},
              spec: {networks: [{name: default, pod: {}}], volumes: [{name: a, emptyDisk: {}}, {name: b, emptyDisk: {}}],
                domain: {memory: {guest: 1Gi}, devices: {
                  interfaces: [{name: default, masquerade: {}}],
                  disks: [{name: a, disk: {bus: virtio}}, {name: b, disk: {bus: virtio}}]}}}}
            """;

    private static final String JSON = """
            {
              "apiVersion": "kubevirt.io/v1",
              "kind": "VirtualMachineInstance",
              "metadata": {
                "name": "web",
                "annotations": {
                  "holdfast.dev/pin": "native"
                }
              },
              "spec": {
                "networks": [ { "name": "default", "pod": {} } ],
                "volumes": [ { "name": "a", "emptyDisk": {} }, { "name": "b", "emptyDisk": {} } ],
                "domain": {
                  "memory": { "guest": "1Gi" },
                  "devices": {
                    "interfaces": [
                      {
                        "name": "default",
                        "masquerade": {}
                      }
                    ],
                    "disks": [
                      { "name": "a", "disk": { "bus": "virtio" } },
                      { "name": "b", "disk": { "bus": "virtio" } }
                    ]
                  }
                }
              }
            }
            """;

    private static String layout(String name) {
        return switch (name) {
            case "flow" -> FLOW;
            case "json" -> JSON;
            case "crlf" -> BLOCK.replace("\n", "\r\n") + "\r\n";
            case "ended" -> "---\n" + BLOCK + "\n...\n";
            default -> BLOCK;
        };
    }

    /** Each device one bus further, and a machine and a UUID. */
    private static Reflection completed(Spec spec) {
        Map<Element, Element> partners = new IdentityHashMap<>();
        List<Element> devices = new ArrayList<>();
        for (Element device : spec.domain().child("devices").elements()) {
            Element complete = device;
            if (device.name().equals("interface") || device.name().equals("disk")) {
                complete = device.without("address").plus(Element.of(
                        "address", "type", "pci", "domain", "0x0000", "bus", String.format("0x%02x", devices.size() + 1), "slot", "0x00", "function", "0x0"));
            }
            if (device.name().equals("interface")) {
                complete = complete.without("mac").plus(Element.of("mac", "address", "52:54:00:00:00:01"));
            }
            devices.add(complete);
            partners.put(device, complete);
        }
        Element complete = spec.domain()
                .mapChild("os", os -> os.mapChild("type", type -> type.withAttribute("machine", "pc-q35-9.2")))
                .without("uuid")
                .plus(Element.of("uuid").withText("5d307ca9-b3ef-428c-8861-06e72d69f223"))
                .mapChild("devices", all -> all.withChildren(devices));
        return new Reflection(complete, partners);
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "crlf", "ended", "flow", "json"})
    void whatIsWrittenIsReadBackAndEverythingElseStays(String layout) {
        String text = layout(layout);
        Spec spec = Manifests.spec(text);

        Spec written = spec.reflect(completed(spec));

        Spec back = Manifests.spec(written.text());
        assertThat(back.domain().value("os/type@machine")).isEqualTo("pc-q35-9.2");
        assertThat(back.domain().value("uuid")).isEqualTo("5d307ca9-b3ef-428c-8861-06e72d69f223");
        assertThat(Manifests.named(back.domain(), "default").value("mac@address")).isEqualTo("52:54:00:00:00:01");
        for (String name : List.of("default", "a", "b")) {
            assertThat(Manifests.named(back.domain(), name).value("address@type")).as(name).isEqualTo("pci");
        }
        assertThat(back.reflect(completed(back)).text()).isEqualTo(written.text());
        if (!layout.equals("flow")) {
            for (String comment : text.lines().filter(line -> line.contains("#")).toList()) {
                assertThat(written.text()).contains(comment.strip());
            }
        }
        if (layout.equals("crlf")) {
            assertThat(written.text().replace("\r\n", "")).doesNotContain("\n");
        }
    }

    @Test
    void addressesStandBesideWhatTheyBelongTo() {
        Spec spec = Manifests.spec(BLOCK);

        assertThat(spec.reflect(completed(spec)).text()).isEqualTo(BLOCK
                .replace("        machine:   # none yet", "        machine:   # none yet\n            type: pc-q35-9.2")
                .replace(
                        "{}   # the pod's",
                        "{}   # the pod's\n"
                                + "                  model: virtio\n"
                                + "                  macAddress: \"52:54:00:00:00:01\"\n"
                                + "                  pciAddress: \"0000:01:00.0\"")
                .replace("{bus: virtio}", "{bus: virtio, pciAddress: \"0000:09:00.0\"}")
                .replace("                      bus: \"virtio\"", "                      bus: \"virtio\"\n                      pciAddress: \"0000:0a:00.0\"")
                + "\n        firmware:\n            uuid: 5d307ca9-b3ef-428c-8861-06e72d69f223");
    }

    @Test
    void whatIsSharedByAnAliasCannotHoldTwoAddresses() {
        Spec spec = Manifests.spec(BLOCK.replace("disk: {bus: virtio}", "disk: &d {bus: virtio}")
                .replace("disk:\n                      bus: \"virtio\"", "disk: *d"));

        assertThatThrownBy(() -> spec.reflect(completed(spec)))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("is used in several places");
    }
}
