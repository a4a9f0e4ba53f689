package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A firmware that a host has, as its descriptor says.
 *
 * @param path its file
 * @param template the file with its first variables; null for one that is loaded as a ROM and has none
 * @param machines what the names of the machines begin with that it is for
 * @param features what it can do, as descriptors say it
 */
public record FirmwareImage(String path, @Nullable String template, List<String> machines, Set<String> features) {

    private static final List<String> Q35 = List.of("pc-q35-");
    private static final List<String> ANY = List.of("pc-i440fx-", "pc-q35-");

    private static final FirmwareImage ENROLLED = new FirmwareImage(
            "/usr/share/OVMF/OVMF_CODE_4M.ms.fd",
            "/usr/share/OVMF/OVMF_VARS_4M.ms.fd",
            Q35,
            Set.of("acpi-s3", "enrolled-keys", "requires-smm", "secure-boot"));
    private static final FirmwareImage SECURE = new FirmwareImage(
            "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd",
            "/usr/share/OVMF/OVMF_VARS_4M.fd",
            Q35,
            Set.of("acpi-s3", "requires-smm", "secure-boot"));
    private static final FirmwareImage AMD_SEV = new FirmwareImage("/usr/share/ovmf/OVMF.amdsev.fd", null, Q35, Set.of());
    private static final FirmwareImage INTEL_TDX = new FirmwareImage(
            "/usr/share/ovmf/OVMF.inteltdx.ms.fd", null, Q35, Set.of("enrolled-keys", "secure-boot"));
    private static final FirmwareImage PLAIN = new FirmwareImage(
            "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd", ANY, Set.of("acpi-s3"));

    /** True where a machine has a name that it is for. */
    public boolean isFor(String machine) {
        for (String prefix : machines) {
            if (machine.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** True for one that is loaded into flash memory. */
    public boolean isFlash() {
        return template != null;
    }

    /** Those of the Debian that came with this QEMU, in the order in which libvirt tries them. */
    static List<FirmwareImage> ofDebian(Version qemu) {
        return qemu.isSince(new Version(11, 0, 0))
                ? List.of(ENROLLED, SECURE, AMD_SEV, INTEL_TDX, PLAIN)
                : List.of(ENROLLED, SECURE, PLAIN);
    }
}
