package dev.holdfast.planner.kind;

/** The ranks of the device kinds that rules ask for: see {@link dev.holdfast.planner.shape.Draft#rank}. */
public final class Ranks {

    public static final int DISK = Kinds.rank("disk");
    public static final int CONTROLLER = Kinds.rank("controller");
    public static final int FILESYSTEM = Kinds.rank("filesystem");
    public static final int INTERFACE = Kinds.rank("interface");
    public static final int SMARTCARD = Kinds.rank("smartcard");
    public static final int SERIAL = Kinds.rank("serial");
    public static final int CONSOLE = Kinds.rank("console");
    public static final int CHANNEL = Kinds.rank("channel");
    public static final int INPUT = Kinds.rank("input");
    public static final int TPM = Kinds.rank("tpm");
    public static final int GRAPHICS = Kinds.rank("graphics");
    public static final int SOUND = Kinds.rank("sound");
    public static final int AUDIO = Kinds.rank("audio");
    public static final int VIDEO = Kinds.rank("video");
    public static final int HOSTDEV = Kinds.rank("hostdev");
    public static final int REDIRDEV = Kinds.rank("redirdev");
    public static final int REDIRFILTER = Kinds.rank("redirfilter");
    public static final int HUB = Kinds.rank("hub");
    public static final int WATCHDOG = Kinds.rank("watchdog");
    public static final int MEMBALLOON = Kinds.rank("memballoon");
    public static final int PANIC = Kinds.rank("panic");
    public static final int MEMORY = Kinds.rank("memory");
    public static final int IOMMU = Kinds.rank("iommu");
    public static final int VSOCK = Kinds.rank("vsock");

    private Ranks() {}
}
