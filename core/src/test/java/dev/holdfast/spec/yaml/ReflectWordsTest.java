package dev.holdfast.spec.yaml;

import static dev.holdfast.spec.yaml.Reflecting.DISK;
import static dev.holdfast.spec.yaml.Reflecting.domain;
import static dev.holdfast.spec.yaml.Reflecting.reflect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import org.junit.jupiter.api.Test;

/** What was added to what the owner said in some words: inner elements, long forms, units, aliases. */
class ReflectWordsTest {

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
