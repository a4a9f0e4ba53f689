package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.Limits;
import dev.holdfast.problem.UnusableInputException;
import org.junit.jupiter.api.Test;

/** Every slip is told with its place, and what to do about it. */
class BadInputTest {

    private static void refused(String yaml, String message) {
        UnusableInputException refusal = catchThrowableOfType(
                UnusableInputException.class, () -> new YamlLens().read("vm.yaml", yaml));
        assertThat(refusal).as(yaml).isNotNull();
        assertThat(refusal.getMessage()).isEqualTo(message.strip());
    }

    @Test
    void brokenYaml() {
        refused("a: b: c\n", "vm.yaml:1:5: Broken YAML: mapping values are not allowed here");
        refused("devices:\n  disks: [\n", """
                vm.yaml:3:1: Broken YAML: expected the node content, but found '<stream end>', while parsing a flow node""");
        refused("devices:\n\tdisks:\n", """
                vm.yaml:2:1: Broken YAML: found character 'TAB' that cannot start any token. (Do not use TAB for \
                indentation), while scanning for the next token""");
        refused("name: a\u0001b\n", "vm.yaml:1:8: The character U+0001 is not allowed in YAML");
        refused("name: *x\n", "vm.yaml:1:7: *x stands for no value before it\n  Put &x before the value that is meant");
        refused("? [a]\n: b\n", "vm.yaml:1:3: A key must be a single word");
        refused("name: !vault x\n", "vm.yaml:1:7: The tag !vault means nothing here\n  Remove it");
    }

    @Test
    void moreOrLessThanOneVm() {
        refused("name: a\n---\nname: b\n", """
                vm.yaml:2:1: There is a second document
                  One file holds one VM; split it""");
        refused("- name: a\n", """
                vm.yaml:1:1: The document is a list, not a VM
                  Write keys and values, such as devices: and below it what the VM has""");
    }

    @Test
    void keysThatAreThereTwiceAndAllElseAtOnce() {
        refused("name: a\nname: b\n<<: {}\nmemori: 1 GiB\n", """
                vm.yaml:2:1: The key name is there twice
                  Remove one of them
                vm.yaml:3:1: << is not part of YAML 1.2
                  Write the keys out
                vm.yaml:4:1: Unknown key memori in domain
                  Did you mean memory? If not, a name that libvirt has and Holdfast doesn't know is written "@memori\"""");
    }

    @Test
    void unknownKeys() {
        refused("disks: []\n", "vm.yaml:1:1: Unknown key disks in domain\n  disks belongs under devices");
        refused("devices: {disk: []}\n", """
                vm.yaml:1:11: Unknown key disk in devices
                  Did you mean disks? If not, a name that libvirt has and Holdfast doesn't know is written <disk>""");
        refused("devices:\n  disks:\n  - imgae: a.img\n", """
                vm.yaml:3:5: Unknown key imgae in disk
                  Did you mean image? If not, a name that libvirt has and Holdfast doesn't know is written "@imgae\"""");
        refused("devices: {inputs: [{xyzzy: {}}]}\n", """
                vm.yaml:1:21: Unknown key xyzzy in input
                  A name that libvirt has and Holdfast doesn't know is written <xyzzy>""");
    }

    @Test
    void valuesOfTheWrongShape() {
        refused("devices: [a]\n", "vm.yaml:1:11: devices takes a mapping, not a\n  Write its keys, such as emulator, controllers, disks, filesystems");
        refused("devices: {disks: a.img}\n", "vm.yaml:1:11: disks is a list\n  Write each as - and its keys");
        refused("devices: {disks: [a.img]}\n", "vm.yaml:1:19: disk takes a mapping, not a.img\n  Write its keys, such as name, address, image, block");
        refused("devices: {disks: [~]}\n", "vm.yaml:1:19: An empty item in the list disks\n  Write each item of the list as a mapping");
        refused("devices: {disks: [[]]}\n", "vm.yaml:1:19: A list within the list disks\n  Write each item of the list as a mapping");
        refused("devices: {disks: [{image: [a.img]}]}\n", "vm.yaml:1:20: image takes a single value");
        refused("cpu: host\n", "vm.yaml:1:1: cpu takes a mapping, not a single value\n  Write its keys below it, or {} for none");
        refused("features: {acpi: maybe}\n", "vm.yaml:1:18: acpi is maybe, which is neither true nor false");
    }

    @Test
    void valuesThatCantBe() {
        refused("memory: a lot\n", "vm.yaml:1:9: a lot is not a size\n  Write a whole number and a unit, such as 512 MiB");
        refused("devices: {interfaces: [{network: a, mac: 52:54:00:12:34}]}", """
                vm.yaml:1:42: 52:54:00:12:34 is not the MAC address of a network card
                  Write six pairs of hexadecimal digits, 52:54:00:12:34:56, the first of them even""");
        refused("devices: {rngs: [{address: 07.0}]}", """
                vm.yaml:1:28: 07.0 is not a PCI address
                  Write it as 0000:07:00.0; an address of another type as a mapping, type first""");
        refused("devices: {rngs: [{name: my rng}]}", """
                vm.yaml:1:25: The device's name my rng has a character that libvirt doesn't take in a name
                  Use letters from A to Z, digits, - and _""");
        refused("devices: {disks: [{image: \"a\\u0007.img\"}]}", """
                vm.yaml:1:27: The value has the control character U+0007
                  Remove it""");
        refused("devices: {disks: [{image: \"a\\n.img\"}]}", """
                vm.yaml:1:27: a\\u000A.img is not a path
                  Write it without control characters""");
        refused("metadata: {xml: <a>}\n", "vm.yaml:1:17: Not well-formed XML: Unexpected close tag </xml>; expected </a>.");
    }

    @Test
    void aDiskHasNoSizeAndNeedsAFormat() {
        refused("devices: {disks: [{image: a.img, size: 5 GiB}]}", """
                vm.yaml:1:34: A disk's size is its image's, which a libvirt domain doesn't hold
                  Make the image with qemu-img create -f qcow2 FILE SIZE, and remove size here""");
        refused("devices: {disks: [{image: /images/root}]}", """
                vm.yaml:1:19: The ending of /images/root doesn't tell the image's format
                  Add format: qcow2, format: raw or what else it is""");
    }

    @Test
    void keysThatContradictEachOther() {
        refused("devices: {disks: [{image: a.img, type: block}]}", """
                vm.yaml:1:40: type makes @type block, and another key makes it file
                  Remove one of them""");
        refused("devices: {disks: [{image: a.img, model: virtio-blk, bus: sata}]}", """
                vm.yaml:1:58: bus makes target@bus sata, and another key makes it virtio
                  Remove one of them""");
    }

    @Test
    void bombs() {
        StringBuilder bomb = new StringBuilder("a: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1);
            bomb.append((", *a" + (i - 1)).repeat(9)).append("]\n");
        }
        refused(bomb.toString(), "vm.yaml:6:10: The document has more than 200000 values, each alias counted in full");
        refused("[".repeat(100_000), "vm.yaml:1:66: Values are nested deeper than 64 levels");
        refused("#".repeat(Limits.CHARACTERS + 1), "vm.yaml: The document has 4194305 characters, more than the 4194304 that are read");
    }
}
