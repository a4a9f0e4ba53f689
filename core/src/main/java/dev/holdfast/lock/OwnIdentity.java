package dev.holdfast.lock;

import dev.holdfast.domain.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What tells one VM from another of the same hardware: its UUIDs, serial number and MAC addresses. A copy of a VM keeps
 * the hardware that a lock holds, and gets an identity of its own.
 */
public final class OwnIdentity {

    /** By general path; a name in brackets is that of a {@code <entry>}. */
    private static final Set<String> PATHS = Set.of(
            "domain/name",
            "domain/uuid",
            "domain/genid",
            "domain/sysinfo/system/entry(uuid)",
            "domain/sysinfo/system/entry(serial)",
            "interface/mac@address",
            "vsock/cid@address");

    private static final String NAME = "domain/name";

    private OwnIdentity() {}

    /** True where the lock is of a VM of another name than this one. */
    public static boolean isOfAnother(Lock lock, String name) {
        Held held = lock.domain().get(NAME);
        return held != null && !held.value().equals(name);
    }

    /** What a copy of the locked VM keeps. */
    public static Lock without(Lock lock) {
        return new Lock(
                lock.made(),
                lock.generation(),
                without(lock.domain()),
                lock.devices().stream()
                        .map(device -> new LockedDevice(device.id(), device.listed(), without(device.facts())))
                        .toList());
    }

    private static Map<String, Held> without(Map<String, Held> facts) {
        Map<String, Held> kept = new LinkedHashMap<>();
        facts.forEach((path, held) -> {
            Held entry = facts.get(path + "@name");
            String general = Facts.general(path);
            if (!PATHS.contains(entry == null ? general : general + "(" + entry.value() + ")")) {
                kept.put(path, held);
            }
        });
        return kept;
    }

    /** True where a value is one that a copy has of its own; of a {@code <entry>} that it may be one. */
    public static boolean mayBeAt(String path) {
        String general = Facts.general(path);
        return PATHS.stream().anyMatch(own -> own.equals(general) || own.startsWith(general + "("));
    }
}
