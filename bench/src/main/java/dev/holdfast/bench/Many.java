package dev.holdfast.bench;

/** A domain of as many devices as asked, two of five on PCI, because a root has room for some 250. */
final class Many {

    private Many() {}

    static String devices(int count) {
        StringBuilder xml = new StringBuilder("""
                <domain type='qemu'>
                  <name>many</name>
                  <memory unit='GiB'>2</memory>
                  <vcpu>2</vcpu>
                  <os>
                    <type arch='x86_64' machine='q35'>hvm</type>
                  </os>
                  <devices>
                """);
        for (int i = 0; i < count; i++) {
            switch (i % 5) {
                case 0 -> disk(xml, "vd" + letters(i / 5), "virtio");
                case 1 -> xml.append("""
                            <interface type='network'>
                              <mac address='52:54:00:00:%02x:%02x'/>
                              <source network='default'/>
                              <model type='virtio'/>
                            </interface>
                        """.formatted(i >> 8, i & 0xff));
                case 2 -> xml.append("""
                            <channel type='unix'>
                              <target type='virtio' name='port.%d'/>
                            </channel>
                        """.formatted(i));
                default -> disk(xml, "sd" + letters(i / 5 * 2 + i % 5 - 3), "scsi");
            }
        }
        return xml + "  </devices>\n</domain>\n";
    }

    private static void disk(StringBuilder xml, String target, String bus) {
        xml.append("""
                    <disk type='file' device='disk'>
                      <driver name='qemu' type='qcow2'/>
                      <source file='/images/%s.qcow2'/>
                      <target dev='%s' bus='%s'/>
                    </disk>
                """.formatted(target, target, bus));
    }

    /** a to z, then aa to zz. */
    private static String letters(int number) {
        String last = Character.toString('a' + number % 26);
        return number < 26 ? last : letters(number / 26 - 1) + last;
    }
}
