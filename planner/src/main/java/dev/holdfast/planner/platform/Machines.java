package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The machines that the versions of QEMU have. */
final class Machines {

    /**
     * A kind of machine.
     *
     * @param alias what the newest of them is called for short
     * @param prefix what stands before a version
     */
    private record Family(String alias, String prefix) {}

    private static final Family Q35 = new Family("q35", "pc-q35-");
    private static final Family I440FX = new Family("pc", "pc-i440fx-");

    /**
     * The oldest machine that a QEMU still has.
     *
     * @param qemu from this QEMU on
     * @param q35 the oldest q35
     * @param i440fx the oldest i440fx
     */
    private record Oldest(Version qemu, Version q35, Version i440fx) {}

    private static final Oldest[] OLDEST = {
        new Oldest(version(11, 0), version(5, 2), version(5, 2)),
        new Oldest(version(10, 0), version(2, 4), version(2, 5)),
        new Oldest(version(0, 0), version(2, 4), version(1, 4)),
    };

    /**
     * The most processors that a q35 machine has.
     *
     * @param machine from this machine on
     * @param processors how many
     */
    private record Limit(Version machine, int processors) {}

    private static final Limit[] LIMITS = {
        new Limit(version(9, 0), 4096), new Limit(version(8, 1), 1024), new Limit(version(2, 8), 288),
    };

    private static final int USUAL_LIMIT = 255;

    /** How long the lines of versions were that end: 1.7, 2.12, and from 3 on the last of the year. */
    private static final Map<Integer, Integer> LAST_MINOR = new HashMap<>(Map.of(1, 7, 2, 12, 3, 1));

    private static final int LAST_MINOR_OF_A_YEAR = 2;

    private Machines() {}

    private static Version version(int major, int minor) {
        return new Version(major, minor, 0);
    }

    /** A machine's own name, for which an alias may stand; empty where that QEMU has no such machine. */
    static Optional<String> named(String machine, Version qemu) {
        for (Family family : new Family[] {Q35, I440FX}) {
            if (machine.equals(family.alias())) {
                return Optional.of(family.prefix() + qemu.major() + "." + qemu.minor());
            }
            if (machine.startsWith(family.prefix())) {
                return has(family, machine.substring(family.prefix().length()), qemu)
                        ? Optional.of(machine)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean has(Family family, String number, Version qemu) {
        if (number.equals("4.0.1")) {
            return family == Q35 && !qemu.isSince(version(11, 0));
        }
        int dot = number.indexOf('.');
        try {
            Version machine = version(Integer.parseInt(number, 0, Math.max(dot, 0), 10), Integer.parseInt(number.substring(dot + 1)));
            int lastMinor = LAST_MINOR.getOrDefault(machine.major(), LAST_MINOR_OF_A_YEAR);
            return number.equals(machine.major() + "." + machine.minor())
                    && machine.minor() <= lastMinor
                    && version(qemu.major(), qemu.minor()).isSince(machine)
                    && machine.isSince(oldest(family, qemu));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Version oldest(Family family, Version qemu) {
        for (Oldest oldest : OLDEST) {
            if (qemu.isSince(oldest.qemu())) {
                return family == Q35 ? oldest.q35() : oldest.i440fx();
            }
        }
        throw new IllegalStateException(qemu.toString());
    }

    /** The most processors that a machine has. */
    static int mostProcessors(String machine) {
        if (!machine.startsWith(Q35.prefix())) {
            return USUAL_LIMIT;
        }
        Version version = Version.parse(machine.substring(Q35.prefix().length()));
        for (Limit limit : LIMITS) {
            if (version.isSince(limit.machine())) {
                return limit.processors();
            }
        }
        return USUAL_LIMIT;
    }
}
