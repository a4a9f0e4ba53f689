package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All device kinds, in the order in which libvirt writes them. */
public final class Kinds {

    private static final List<Kind> ALL = List.of(
            new Disk(),
            new Controller(),
            new Lease(),
            new Filesystem(),
            new Interface(),
            new Smartcard(),
            new Serial(),
            new Parallel(),
            new Console(),
            new Channel(),
            new Input(),
            new Tpm(),
            new Graphics(),
            new Sound(),
            new Audio(),
            new Video(),
            new Hostdev(),
            new Redirdev(),
            new Redirfilter(),
            new Hub(),
            new Watchdog(),
            new Memballoon(),
            new Rng(),
            new Nvram(),
            new Panic(),
            new Shmem(),
            new MemoryDevice(),
            new Crypto(),
            new Iommu(),
            new Vsock(),
            new Pstore());

    /** {@code <devices>}. */
    public static final Shape DEVICES =
            Shape.of("devices").evenEmpty().child(Shape.text("emulator", Forms.FILLED));

    /** The same by their ranks; null for what is no device. */
    private static final @Nullable Kind[] BY_RANK = new @Nullable Kind[Long.SIZE];

    static {
        for (Kind kind : ALL) {
            if (kind instanceof VariedKind varied) {
                DEVICES.children(kind.shape().name(), varied::shape, kind.since());
            } else {
                DEVICES.children(kind.shape(), kind.since());
            }
            BY_RANK[DEVICES.rank(kind.shape().name())] = kind;
        }
    }

    private Kinds() {}

    /** The kind of what stands in {@code <devices>}; null for what is no device. */
    public static @Nullable Kind of(Draft device) {
        return BY_RANK[device.rank()];
    }

    /** The rank that all devices of a kind have: see {@link Draft#rank}. */
    public static int rank(String kind) {
        return DEVICES.rank(kind);
    }

    /** Looks whether libvirt would accept a device. */
    public static void check(Draft device, Plan plan) {
        Kind kind = of(device);
        if (kind != null) {
            kind.check(device, plan);
        }
    }
}
