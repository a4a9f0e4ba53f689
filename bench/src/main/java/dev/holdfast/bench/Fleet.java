package dev.holdfast.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Specs of many VMs, as one owner may keep them: no two alike, a third of them XML, and the same ones every time.
 *
 * @param isMixed whether every fifth has up to ten disks and five network cards; the others have one to three of each, and
 *     half of all have a few devices more than that
 */
record Fleet(boolean isMixed) {

    /** Small VMs. */
    static final Fleet SMALL = new Fleet(false);

    /** Of all sizes up to some twenty devices, most of them small. */
    static final Fleet MIXED = new Fleet(true);

    /** The files' names and texts. */
    Map<String, String> of(int files) {
        Map<String, String> fleet = new LinkedHashMap<>();
        for (int i = 0; i < files; i++) {
            fleet.put(file(i), text(i));
        }
        return fleet;
    }

    /** The name of one's file. */
    static String file(int i) {
        return name(i) + (isXml(i) ? ".xml" : ".yaml");
    }

    /** What is in it. */
    String text(int i) {
        return isXml(i) ? xml(name(i), i) : yaml(i);
    }

    private static String name(int i) {
        return String.format("vm%04d", i);
    }

    private static boolean isXml(int i) {
        return i % 3 == 2;
    }

    private boolean isLarge(int i) {
        return isMixed && i % 5 == 4;
    }

    private int disks(int i) {
        return isLarge(i) ? 1 + i / 5 % 10 : 1 + i % 3;
    }

    private int cards(int i) {
        return isLarge(i) ? 1 + i / 50 % 5 : 1 + i / 3 % 3;
    }

    private static boolean hasMore(int i) {
        return i / 2 % 2 == 0;
    }

    private String yaml(int i) {
        StringBuilder spec = new StringBuilder("# VM number " + i + "\nmemory: " + (1 + i % 8) + " GiB\nvcpus: "
                + (1 + i % 4) + "\ntype: qemu\ndevices:\n  disks:\n");
        for (int disk = 0; disk < disks(i); disk++) {
            spec.append("  - image: /images/").append(i).append('-').append(disk).append(".qcow2\n");
            spec.append(disk == 1 ? "    bus: sata\n" : "");
        }
        spec.append("  interfaces:\n");
        for (int card = 0; card < cards(i); card++) {
            spec.append("  - network: net").append(card).append("\n    mac: ").append(mac(i, card)).append('\n');
        }
        return spec + (hasMore(i)
                ? """
                  graphics:
                  - type: vnc
                    autoport: "yes"
                  videos:
                  - model: vga
                  # Touch and keys by USB.
                  inputs:
                  - type: tablet
                    bus: usb
                  controllers:
                  - type: usb
                    model: qemu-xhci
                """
                : "");
    }

    private String xml(String name, int i) {
        StringBuilder spec = new StringBuilder("""
                <domain type='qemu'>
                  <name>%s</name>
                  <memory unit='GiB'>%d</memory>
                  <vcpu>%d</vcpu>
                  <os>
                    <type arch='x86_64' machine='q35'>hvm</type>
                  </os>
                  <devices>
                """.formatted(name, 1 + i % 8, 1 + i % 4));
        for (int disk = 0; disk < disks(i); disk++) {
            boolean scsi = disk == 1;
            spec.append("""
                        <disk type='file' device='disk'>
                          <driver name='qemu' type='raw' cache='none'/>
                          <source file='/images/%d-%d.img'/>
                          <target dev='%s' bus='%s'/>
                        </disk>
                    """.formatted(i, disk, (scsi ? "sd" : "vd") + (char) ('a' + disk), scsi ? "scsi" : "virtio"));
        }
        for (int card = 0; card < cards(i); card++) {
            spec.append("""
                        <interface type='network'>
                          <mac address='%s'/>
                          <source network='net%d'/>
                          <model type='virtio'/>
                        </interface>
                    """.formatted(mac(i, card), card));
        }
        return spec + (hasMore(i)
                ? """
                        <controller type='scsi' model='virtio-scsi'/>
                        <!-- For who can't reach it by the network. -->
                        <console type='pty'/>
                        <rng model='virtio'>
                          <backend model='random'>/dev/urandom</backend>
                        </rng>
                      </devices>
                    </domain>
                    """
                : "  </devices>\n</domain>\n");
    }

    private static String mac(int i, int card) {
        return String.format("52:54:%02x:%02x:%02x:%02x", card, i >> 16 & 0xff, i >> 8 & 0xff, i & 0xff);
    }
}
