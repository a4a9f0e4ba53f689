package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import org.junit.jupiter.api.Test;

/** Domains as new specs. */
class PrintTest {

    static final String DOMAIN = """
            <domain type='kvm'>
              <name>web</name>
              <memory unit='KiB'>2097152</memory>
              <vcpu placement='static'>2</vcpu>
              <os><type arch='x86_64' machine='pc-q35-9.0'>hvm</type><boot dev='hd'/></os>
              <features><acpi/></features>
              <on_crash>destroy</on_crash>
              <devices>
                <emulator>/usr/bin/qemu</emulator>
                <disk type='file' device='disk'>
                  <driver name='qemu' type='qcow2'/>
                  <source file='/path/to/image.qcow2'/>
                  <target dev='vda' bus='virtio'/>
                  <serial>WD-1</serial>
                  <alias name='ua-root'/>
                  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                </disk>
                <controller type='usb' index='0' model='none'/>
                <controller type='pci' index='1' model='pcie-root-port'>
                  <model name='pcie-root-port'/>
                  <target chassis='1' port='0x8'/>
                  <address function='0x0' type='pci' domain='0x0000' bus='0x00' slot='0x01' multifunction='on'/>
                </controller>
                <interface type='bridge'>
                  <mac address='52:54:00:12:34:56'/>
                  <source bridge='br0'/>
                  <model type='e1000e'/>
                </interface>
                <frobnicator level='3'><depth unit='m'>7</depth></frobnicator>
                <memballoon model='none'/>
              </devices>
            </domain>
            """;

    private static final String YAML = """
            name: web
            type: kvm
            arch: x86_64
            machine: pc-q35-9.0
            memory: 2 GiB
            vcpus: 2
            on_crash: destroy
            vcpu:
              placement: static
            os:
              boot:
                dev: hd
            features:
              acpi: true
            devices:
              emulator: /usr/bin/qemu
              controllers:
              - model: pcie-root-port
                type: pci
                index: 1
                <model>:
                  name: pcie-root-port
                target:
                  chassis: 1
                  port: 0x8
                address:
                  type: pci
                  domain: 0x0000
                  bus: 0x00
                  slot: 0x01
                  function: 0x0
                  multifunction: "on"
              disks:
              - name: root
                image: /path/to/image.qcow2
                target: vda
                model: virtio-blk
                serial: WD-1
                address:
                  type: pci
                  domain: 0x0000
                  bus: 0x01
                  slot: 0x00
                  function: 0x0
              interfaces:
              - bridge: br0
                mac: "52:54:00:12:34:56"
                model: e1000e
              <frobnicator>:
                level: 3
                depth:
                  unit: m
                  text: 7
            """;

    private static final Element PARSED = XmlSource.parse(DOMAIN, "test");

    @Test
    void aDomainIsPrintedInTheShortestWords() {
        assertThat(new YamlLens().print(PARSED)).isEqualTo(YAML);
    }

    @Test
    void andAsTheSameTreeInJson() {
        String json = new YamlLens().toJson(PARSED);
        assertThat(json).startsWith("{\n  \"name\": \"web\",\n").contains("\"vcpus\": 2,", "\"acpi\": true", "\"bus\": \"0x01\"");
        assertThat(new YamlLens().read("x.json", json).domain())
                .isEqualTo(new YamlLens().read("x.yaml", YAML).domain());
    }

    @Test
    void whatIsNotThereButWouldBeFilledInIsTurnedOff() {
        Element domain = XmlSource.parse("""
                <domain><name>x</name><os><type>hvm</type></os><devices>
                <disk type='file'><source file='a.qcow2'/><target dev='vda'/></disk></devices></domain>""", "test");
        String yaml = new YamlLens().print(domain);
        assertThat(yaml).isEqualTo("""
                name: x
                arch: null
                devices:
                  disks:
                  - image: a.qcow2
                    target: vda
                    device: null
                    format: null
                    bus: null
                """);
        assertThat(Canonical.of(new YamlLens().read("y", yaml).domain())).isEqualTo(Canonical.of(domain));
    }

    @Test
    void whatIsTurnedOffAndAnElementOfItsNameHaveAKeyEach() {
        Element domain = XmlSource.parse(
                "<domain><devices><disk><driver type='raw'><name/></driver></disk></devices></domain>", "test");
        String yaml = new YamlLens().print(domain);
        assertThat(yaml).contains("name: null\n      <name>: {}\n");
        assertThat(new YamlLens().read("-", yaml).domain().child("devices")).isEqualTo(domain.child("devices"));
    }

    @Test
    void anElementWithNothingInItHasNoXml() {
        assertThat(Writer.xml(java.util.List.of())).isEmpty();
        String text = "metadata:\n- xml: a <b/>\n- c: 1\n";
        YamlLens lens = new YamlLens();
        Element complete = XmlSource.parse("<domain><metadata/><metadata c='1'/></domain>", "test");
        assertThat(lens.read("-", text).reflect(new dev.holdfast.spec.Reflection(complete, java.util.Map.of())))
                .startsWith(text);
    }
}
