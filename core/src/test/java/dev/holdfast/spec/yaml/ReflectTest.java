package dev.holdfast.spec.yaml;
import static dev.holdfast.spec.yaml.Reflecting.DISK;
import static dev.holdfast.spec.yaml.Reflecting.NONE;
import static dev.holdfast.spec.yaml.Reflecting.ROOT_PORT;
import static dev.holdfast.spec.yaml.Reflecting.TOP;
import static dev.holdfast.spec.yaml.Reflecting.domain;
import static dev.holdfast.spec.yaml.Reflecting.reflect;
import static dev.holdfast.spec.yaml.Reflecting.reflects;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was added, written back into the owner's text: what the owner wrote stays. */
class ReflectTest {

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
}
