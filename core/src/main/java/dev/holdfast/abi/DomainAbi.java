package dev.holdfast.abi;

import dev.holdfast.domain.Facts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to no device: what of it a guest sees, and whose it is to change. */
public final class DomainAbi {

    /** What a guest sees. */
    private static final List<String> SEEN = List.of(
            "domain/uuid",
            "domain/genid",
            "domain/os/type",
            "domain/os@firmware",
            "domain/os/firmware",
            "domain/os/smbios",
            "domain/os/acpi",
            "domain/os/bios@useserial",
            "domain/sysinfo",
            "domain/cpu",
            "domain/features",
            "domain/clock",
            "domain/pm",
            "domain/launchSecurity");

    /** What stays as it is even where its owner wrote it and now writes something else. */
    private static final List<String> HELD = List.of(
            "domain/uuid", "domain/os/type@machine", "domain/os/type@arch", "domain/os@firmware");

    /** What the host decides anew each time: neither pinned nor written back. */
    private static final List<String> HOST_BOUND = List.of(
            "domain@id",
            "domain@type",
            "domain/devices/emulator",
            "domain/os/loader",
            "domain/os/nvram",
            "domain/seclabel",
            "domain/resource",
            "domain/metadata",
            "domain/cputune");

    /** What a completer works out from what the owner may change. */
    private static final List<String> DERIVED =
            List.of("domain/currentMemory", "domain/vcpu@placement");

    /** What newer libvirts write and older ones imply. */
    private static final Map<String, String> IMPLIED = Map.of(
            "domain/cpu/numa/cell/cache@associativity", "none",
            "domain/cpu/numa/cell/cache@policy", "none",
            "domain/cpu/topology@dies", "1",
            "domain/cpu/topology@clusters", "1",
            "domain/features/hyperv@mode", "custom");

    /** Which firmware libvirt is to choose. */
    public static final String FIRMWARE = "domain/os@firmware";

    /**
     * What a guest notices even where nothing stood before. A libvirt that chooses firmware when a VM starts (7.0) takes
     * none that needs SMM unless SMM is on; one that chooses it when a VM is defined (12.8) turns SMM on and takes one with
     * Secure Boot.
     */
    private static final Map<String, String> NOTICED = Map.of("domain/features/smm@state", "on");

    private DomainAbi() {}

    /** True where a guest notices that this has come, and it isn't just said where it used to be implied. */
    public static boolean isNoticedWhereItComes(String path, @Nullable String value) {
        return value != null && value.equals(NOTICED.get(path));
    }

    /** True where a domain without this value means the same as one with it. */
    public static boolean isImplied(String path, @Nullable String value) {
        return value != null && value.equals(IMPLIED.get(Facts.general(path)));
    }

    /** True where a guest can tell the value. */
    public static boolean guestSees(String path) {
        return among(SEEN, path);
    }

    /** True where changing it needs its owner's explicit word, whoever decided it. */
    public static boolean isHeld(String path) {
        return among(HELD, path);
    }

    /** True where the value belongs to the host that the domain is on. */
    public static boolean isHostBound(String path) {
        return among(HOST_BOUND, path);
    }

    /** True where something that belongs to the host may stand below an element. */
    public static boolean mayHoldHostBound(String path) {
        String general = Facts.general(path);
        for (String row : HOST_BOUND) {
            if (Facts.covers(general, row)) {
                return true;
            }
        }
        return false;
    }

    /** True where the value follows from another one that the owner may change. */
    public static boolean isDerived(String path) {
        return among(DERIVED, path);
    }

    private static boolean among(List<String> rows, String path) {
        String general = Facts.general(path);
        for (String row : rows) {
            if (Facts.covers(row, general)) {
                return true;
            }
        }
        return false;
    }
}
