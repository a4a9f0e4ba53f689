package dev.holdfast.libvirt.oracle;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why no pair makes libvirt say a message of its check. */
final class Unreached {

    private record Row(Pattern messages, String reason) {}

    private static final String BEFORE = "said of it before: ";
    private static final String CRASHES = "left alone: libvirt 9.0 crashes over what it rejects there";

    /** The first that fits counts. */
    private static final List<Row> ROWS = List.of(
            row("Xen", "a feature of Xen, and the lab runs QEMU"),
            row("CCW address", "an address of s390x, and the lab's guests are x86"),
            row("NVDIMM UUID", "a module has one on ppc64 only, and the lab's guests are x86"),
            row("IOMMU device (ATS|accel|cmdqv|granule|oas|pci_bus|ril|ssid_size)", "of arm64's SMMUv3, and the lab's guests are x86"),
            row("IOMMU device (passthrough|xtsup)", "of AMD's IOMMU, which the corpus has nowhere"),
            row("domain name|domain uuid", "left alone: by them libvirt knows the snapshot's domain"),
            row("host device (mode|subsystem)", CRASHES),
            row("CPU arch", BEFORE + "the domain's architecture, of which the CPU's follows"),
            row("CPU type", "one of a host and one of a guest, and a domain has a guest's"),
            row("domain virt type", "the lab has no KVM, and QEMU's is the only other"),
            row("domain OS type", "QEMU's guests have one: hvm"),
            row("spicevmc", "libvirt writes a channel's name down, so that no default is left to change"),
            row("requested genid", "libvirt writes down the one that was asked for"));

    private Unreached() {}

    static Optional<String> reason(Said said) {
        return ROWS.stream()
                .filter(row -> row.messages().matcher(said.text()).find())
                .map(Row::reason)
                .findFirst();
    }

    private static Row row(String messages, String reason) {
        return new Row(Pattern.compile(messages), reason);
    }
}
