package dev.holdfast.spec.yaml;

/**
 * What people write, and what of libvirt's it stands for. Each line is reader, writer and schema in one; what has no
 * line goes by the generic rule: a value is an attribute, a mapping a child element, a list several.
 */
final class Vocabulary {

    private static final Form SECLABEL = Form.open("seclabel").texts("label imagelabel baselabel");

    private static final Form BOOT_SOURCE = Form.open("source").child("seclabel", SECLABEL);

    private static final Form OS = Form.closed("os")
            .texts("kernel initrd root cmdline shim dtb loader nvram init initdir inituser initgroup")
            .attributes("firmware")
            .children("type firmware varstore boot bootmenu smbios bios acpi initarg initenv");

    private static final Form FEATURES = Form.closed("features")
            .flags("acpi pae apic privnet viridian vmcoreinfo")
            .child("smm", Form.open("smm").sizes("tseg"))
            .child("hpt", Form.open("hpt").sizes("maxpagesize"))
            .child("tcg", Form.open("tcg").sizes("tb-cache"))
            .children("hap hyperv kvm xen pvspinlock capabilities pmu vmport gic ioapic htm nested-hv msrs ccf-assist"
                    + " cfpc sbbc ibs async-teardown ras ps2 aia virtualization");

    private static final Form CPU = Form.closed("cpu")
            .texts("model vendor")
            .attributes("mode match check migratable deprecated_features")
            .children("topology cache maxphysaddr feature numa");

    private static final Form CHARACTER = Device.form("device")
            .attributes("type tty")
            .child("source", BOOT_SOURCE)
            .children("protocol log target");

    /** The list of devices. */
    static final Form DEVICES = Form.closed("devices")
            .texts("emulator")
            .list("controllers", "controller", Device.form("controller")
                    .resolved("model", "@model")
                    .attributes("type index ports vectors maxGrantFrames maxEventChannels")
                    .with(new Size("pcihole64", "pcihole64"))
                    .texts("serial")
                    .child("target", Form.open("target").texts("node"))
                    .children("pcihole64 master model driver"))
            .list("disks", "disk", Disks.FORM)
            .list("filesystems", "filesystem", Device.form("filesystem")
                    .value("source", "source@dir")
                    .value("target", "target@dir")
                    .flags("readonly")
                    .attributes("type model accessmode multidevs fmode dmode")
                    .sizes("space_hard_limit space_soft_limit")
                    .children("driver source target boot binary idmap"))
            .list("leases", "lease", Device.form("lease").texts("lockspace key").children("target"))
            .list("interfaces", "interface", Interfaces.FORM)
            .list("hostdevs", "hostdev", Device.form("hostdev")
                    .value("boot", "boot@order")
                    .flags("readonly shareable")
                    .attributes("mode type managed ramfb display sgio rawio model")
                    .child("source", Form.open("source")
                            .with(new PciShort(false))
                            .texts("block char interface")
                            .child("address", Device.ADDRESS))
                    .children("driver teaming ip route boot rom"))
            .list("redirdevs", "redirdev", Device.form("redirdev")
                    .value("boot", "boot@order")
                    .attributes("bus type")
                    .child("source", BOOT_SOURCE)
                    .children("protocol log boot"))
            .list("redirfilters", "redirfilter", Device.form("redirfilter").children("usbdev"))
            .list("inputs", "input", Device.form("input").attributes("type bus model").children("driver source"))
            .list("hubs", "hub", Device.form("hub").attributes("type"))
            .list("graphics", "graphics", Device.form("graphics")
                    .attributes("type port autoport tlsPort websocket listen socket display xauth fullscreen"
                            + " sharePolicy powerControl wait passwd keymap passwdValidTo connected defaultMode address"
                            + " p2p replaceUser multiUser username")
                    .children("gl audio listen channel image jpeg zlib playback streaming clipboard mouse"
                            + " filetransfer"))
            .list("videos", "video", Device.form("video").value("model", "model@type").children("driver model"))
            .list("sounds", "sound", Device.form("sound")
                    .attributes("model multichannel streams")
                    .children("audio codec driver"))
            .list("audios", "audio", Device.form("audio")
                    .attributes("id type timerPeriod tryMMap exclusive dspPolicy runtimeDir serverName driver path")
                    .children("input output"))
            .list("serials", "serial", CHARACTER)
            .list("parallels", "parallel", CHARACTER)
            .list("consoles", "console", CHARACTER)
            .list("channels", "channel", CHARACTER)
            .list("smartcards", "smartcard", Device.form("smartcard")
                    .texts("database")
                    .attributes("mode type")
                    .child("source", BOOT_SOURCE)
                    .children("certificate protocol log target"))
            .list("memories", "memory", Device.form("memory")
                    .with(new Size("size", "target/size"))
                    .texts("uuid")
                    .attributes("model access discard")
                    .child("source", Form.open("source").sizes("pagesize alignsize").texts("nodemask path"))
                    .child("target", Form.open("target")
                            .sizes("size block requested current")
                            .texts("node")
                            .flags("readonly")
                            .child("label", Form.open("label").sizes("size")))
                    .children("driver"))
            .list("rngs", "rng", Device.form("rng")
                    .attributes("model")
                    .child("backend", Form.open("backend").child("source", BOOT_SOURCE))
                    .children("rate driver"))
            .list("watchdogs", "watchdog", Device.form("watchdog").attributes("model action"))
            .list("tpms", "tpm", Device.form("tpm").attributes("model").children("backend"))
            .list("panics", "panic", Device.form("panic").attributes("model"))
            .list("shmems", "shmem", Device.unnamed("shmem")
                    .attributes("name role")
                    .with(new Size("size", "size"))
                    .children("model size server msi"))
            .list("cryptos", "crypto", Device.form("crypto").attributes("model type").children("backend driver"))
            .child("vsock", Device.form("vsock")
                    .value("cid", "cid@address")
                    .attributes("model")
                    .children("cid driver"))
            .child("memballoon", Device.form("memballoon")
                    .attributes("model autodeflate freePageReporting")
                    .children("stats driver"))
            .child("iommu", Device.form("iommu").attributes("model").children("driver"))
            .child("nvram", Device.form("nvram"))
            .child("pstore", Device.form("pstore")
                    .texts("path")
                    .sizes("size")
                    .attributes("backend"));

    /** How PCI is laid out; for Holdfast alone, and no part of the domain. */
    private static final Form PCI = Form.closed("pci")
            .with(new Value(SparePorts.KEY, SparePorts.PATH, null, SparePorts.CHECK, false));

    /** The domain. */
    static final Form DOMAIN = parts(Domains.FORM);

    private Vocabulary() {}

    /** The parts of a domain beside its own values. */
    private static Form parts(Form domain) {
        return domain
                .child("os", OS)
                .child("features", FEATURES)
                .child("cpu", CPU)
                .child("seclabel", SECLABEL)
                .child("resource", Form.open("resource").texts("partition"))
                .child("memtune", Form.open("memtune")
                        .sizes("hard_limit soft_limit min_guarantee swap_hard_limit"))
                .child("memoryBacking", Form.open("memoryBacking").flags("nosharepages locked discard"))
                .child("blkiotune", Form.open("blkiotune")
                        .texts("weight")
                        .child("device", Form.open("device")
                                .texts("path weight read_iops_sec write_iops_sec read_bytes_sec write_bytes_sec")))
                .child("cputune", Form.open("cputune")
                        .texts("shares period quota global_period global_quota emulator_period emulator_quota"
                                + " iothread_period iothread_quota"))
                .child("throttlegroups", Form.open("throttlegroups").child("throttlegroup", Disks.tuning("throttlegroup")))
                .child("launchSecurity", Form.open("launchSecurity")
                        .texts("cbitpos reducedPhysBits policy handle dhCert session guestVisibleWorkarounds idBlock"
                                + " idAuth hostData mrConfigId mrOwner mrOwnerConfig"))
                .children("metadata sysinfo clock pm numatune iommufd iothreadids defaultiothread perf"
                        + " idmap keywrap vcpus qemu:commandline qemu:capabilities qemu:deprecation qemu:override"
                        + " lxc:namespace xen:commandline bhyve:commandline vmware:datacenterpath")
                .child("pci", PCI)
                .child("devices", DEVICES);
    }
}
