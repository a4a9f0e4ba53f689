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
            row("State of feature '…' differs: source: '…,…=…,…=…'", "the hash page table of pSeries, and the lab's guests are x86"),
            row("Target CPU does not match source", "libvirt writes a CPU where none is given"),
            row("Target CPU threads", BEFORE + "the number of vCPUs, or the sockets or cores that make the same number of other threads"),
            row("Target CPU vendor … does", "no domain of the corpus names one"),
            row("Target TPM|PCR banks", "of emulated TPMs, which libvirt rejects where there is no swtpm, as in the lab"),
            row("Target TSC", "no domain of the corpus has such a timer"),
            row("Target base board does not", BEFORE + "the number of base boards"),
            row("Target console type", BEFORE + "the number of serial ports, for a console on one brings it along"),
            row("Target controller index", BEFORE + "the number of controllers, for libvirt fills an index that is left out"),
            row("dpofua|reservations 'migration'|video card edid", "newer than the corpus, which is of libvirt 11.3"),
            row("memory balloon count", "libvirt adds a balloon where none is given"),
            row("hub device type|redirected device bus", "there is one only, usb"),
            row("pstore device backend", "there is one only, acpi-erst"),
            row("Target serial model", "on x86 it follows from the type, of which it is said before"),
            row("shared memory server usage", BEFORE + "the model, of which it follows"),
            row("video card 2d accel", "QEMU has none, and libvirt rejects it"));

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
