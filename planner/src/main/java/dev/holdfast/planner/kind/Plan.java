package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Reader;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One domain on its way to be complete, and what it is completed for. */
public final class Plan {

    private final PlannedPlatform platform;
    private final Reader reader;
    private final Draft domain;
    private final Draft devices;
    private final Seed seed;
    /** Asked for by many rules. */
    private @Nullable Draft osType;
    /** The machine whose chipset is known: an alias becomes a version on the way. */
    private String known = "";

    private Chipset chipset = Chipset.OTHER;

    /** A plan for a domain as its owner wrote it. */
    public Plan(PlannedPlatform platform, Reader reader, Draft domain, Seed seed) {
        this.platform = platform;
        this.reader = reader;
        this.domain = domain;
        this.devices = domain.make("devices");
        this.seed = seed;
    }

    /** What is planned for. */
    public PlannedPlatform platform() {
        return platform;
    }

    /**
     * Goes on without what a rule doesn't model, where that is let through.
     *
     * @throws CompleterException where it isn't let through, or is something else
     */
    public void letThrough(CompleterException problem) {
        reader.letThrough(problem);
    }

    /** The {@code <domain>}. */
    public Draft domain() {
        return domain;
    }

    /** The {@code <devices>}. */
    public Draft devices() {
        return devices;
    }

    /** The devices of the kind of this rank, one of {@link Ranks}, as they stand now, in order; a list of its own, which doesn't grow. */
    public List<Draft> devices(int rank) {
        return devices.children(rank);
    }

    /** From what UUIDs and MAC addresses are derived that nobody gave. */
    public Seed seed() {
        return seed;
    }

    /** True for this libvirt and every later one. */
    public boolean since(Version libvirt) {
        return platform.libvirt().isSince(libvirt);
    }

    /** The machine type; empty for one of an architecture that isn't modelled, where it was let through. */
    public String machine() {
        if (osType == null) {
            Draft os = Objects.requireNonNull(domain.child("os"));
            osType = Objects.requireNonNull(os.child("type"));
        }
        return osType.get("machine", "");
    }

    /** True for the machine with a PCIe root. */
    public boolean isQ35() {
        return chipset() == Chipset.Q35;
    }

    /** True for the machine with a PCI root. */
    public boolean isI440fx() {
        return chipset() == Chipset.I440FX;
    }

    private Chipset chipset() {
        String machine = machine();
        if (!machine.equals(known)) {
            chipset = Chipset.of(machine);
            known = machine;
        }
        return chipset;
    }

    private enum Chipset {
        Q35,
        I440FX,
        OTHER;

        static Chipset of(String machine) {
            if (machine.startsWith("pc-q35") || machine.equals("q35")) {
                return Q35;
            }
            return machine.startsWith("pc-i440fx") || machine.equals("pc") ? I440FX : OTHER;
        }
    }
}
