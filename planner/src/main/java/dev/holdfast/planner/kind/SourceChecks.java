package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What libvirt doesn't take of a disk's source and of what backs it. */
final class SourceChecks {

    /** From where on disks on the bus sd are run as all are, and looked at as closely. */
    private static final Version ALL_ALIKE = Versions.libvirt(7, 4);

    private static final Version VXHS_GONE = Versions.libvirt(11, 4);
    private static final Version SHEEPDOG_GONE = Versions.libvirt(9, 1);

    /** Whether the user may be asked for who she is, by protocol. */
    private static final List<String> AUTHENTICATED =
            List.of("iscsi", "http", "https", "ftp", "ftps", "ssh", "rbd");

    private static final List<String> SECRET_USAGES = List.of("none", "volume", "ceph", "iscsi", "tls", "vtpm");

    private static final Version ENGINES = Versions.libvirt(8, 10);

    /** From where on libvirt looks whether QEMU decrypts layers. */
    private static final Version LAYERS = Versions.libvirt(9, 3);

    /** The QEMU that takes several secrets, one for each layer. */
    private static final Version LUKS_ANY = new Version(8, 0, 0);

    /** What libvirt knows and QEMU doesn't run. */
    private static final List<String> UNRUN_FORMATS = List.of("cow", "dir", "iso");

    private SourceChecks() {}

    /** Looks at a disk's source and at all that backs it. */
    static void check(Draft disk, String of, Plan plan) {
        Draft source = disk.child(Disk.SOURCE);
        Draft auth = disk.child(Disk.AUTH);
        Draft encryption = disk.child(Disk.ENCRYPTION);
        String type = disk.get("type", "file");
        String format = disk.get(Disk.DRIVER, Disk.FORMAT);
        checkImage(disk, type, of, format);
        if (source != null) {
            if (auth != null && source.hasChild("auth") || encryption != null && source.hasChild("encryption")) {
                throw disk.rejected(
                        of + ": <auth> or <encryption> is there twice", "Write it either in <disk> or in <source>");
            }
            if (!plan.since(ALL_ALIKE) && disk.is(Disk.TARGET, Disk.BUS, "sd") && type.equals("network")) {
                throw source.unmodelled("a network disk on the bus sd of libvirt " + plan.platform().libvirt());
            }
            check(source, type, of, format, plan);
            if (type.equals("dir") && !disk.has(Disk.READONLY)) {
                throw disk.rejected(of + ": a directory can't be written to as a disk", "Write <readonly/>");
            }
            if (type.equals("nvme") && source.is("namespace", "0")) {
                throw source.rejected(of + ": namespaces begin with 1", "Write namespace='1'");
            }
            if (auth != null) {
                checkAuth(auth, of, type.equals("network") ? source.get("protocol") : null, plan);
            }
            if (encryption != null) {
                checkEncryption(encryption, type, source, of, format, plan);
            }
        }
        Draft driver = disk.child(Disk.DRIVER);
        boolean isCached = driver != null && driver.hasChild("metadata_cache");
        if (isCached && !"qcow2".equals(format)) {
            throw disk.rejected(of + ": <metadata_cache> is for the format qcow2, not " + format, "Take it away");
        }
        Draft backing = disk.child(Disk.BACKING);
        Draft below = backing == null ? null : backing.child("source");
        while (backing != null && below != null) {
            String backingFormat = backing.at("format@type");
            checkImage(below, backing.get("type", "file"), of, backingFormat);
            check(below, backing.get("type", "file"), of, backingFormat, plan);
            backing = backing.child("backingStore");
            below = backing == null ? null : backing.child("source");
        }
    }

    /**
     * Looks whether libvirt would take one source.
     *
     * @param of which disk, for messages
     * @param format what image it is
     */
    private static void check(Draft source, String type, String of, @Nullable String format, Plan plan) {
        if (type.equals("network")) {
            checkNetwork(source, of, plan);
        } else if (type.equals("volume") && source.has("pool") != source.has("volume")) {
            throw source.rejected(of + ": <source> has just one of pool and volume", "Give it both, or none");
        }
        Draft auth = source.child("auth");
        if (auth != null) {
            checkAuth(auth, of, type.equals("network") ? source.get("protocol") : null, plan);
        }
        Draft encryption = source.child("encryption");
        if (encryption != null) {
            checkEncryption(encryption, type, source, of, format, plan);
        }
        checkReservations(source, of);
        checkDataStore(source, of, format, plan);
    }

    /** Looks whether libvirt would let a user in. */
    static void checkAuth(Draft auth, String of, @Nullable String protocol, Plan plan) {
        Secrets.check(auth, of);
        if (protocol == null) {
            return;
        }
        if (!AUTHENTICATED.contains(protocol) && plan.since(ALL_ALIKE)) {
            throw auth.rejected(of + ": <auth> isn't for the protocol " + protocol, "Take the element away");
        }
        String usage = auth.at("secret@type");
        boolean fits = usage != null && SECRET_USAGES.contains(usage);
        fits &= !protocol.equals("iscsi") || Objects.equals(usage, "iscsi");
        fits &= !protocol.equals("rbd") || Objects.equals(usage, "ceph");
        if (!fits) {
            throw auth.rejected(
                    of + ": <auth> has a secret of type " + usage + ", which isn't for the protocol " + protocol,
                    "Name a secret of type " + (protocol.equals("rbd") ? "ceph" : "iscsi"));
        }
    }

    private static void checkNetwork(Draft source, String of, Plan plan) {
        String protocol = source.get("protocol", "");
        String name = source.get("name");
        switch (protocol) {
            case "gluster", "rbd" -> {
                int slash = name == null ? -1 : name.indexOf('/');
                if (slash <= 0) {
                    throw source.rejected(
                            of + ": <source name='" + name + "'> doesn't name a pool and an image",
                            "Write it as pool/image");
                }
            }
            case "sheepdog" -> {
                if (plan.since(SHEEPDOG_GONE)) {
                    throw source.rejected(
                            of + ": nothing runs disks by the protocol sheepdog any more", "Use another protocol");
                }
            }
            case "vxhs" -> {
                if (plan.since(VXHS_GONE)) {
                    throw source.rejected(of + ": QEMU has no protocol vxhs any more", "Use another protocol");
                }
            }
            case "tftp" -> throw source.rejected(of + ": QEMU has no protocol tftp any more", "Use http");
            case "nfs" -> checkNfs(source, of);
            case "ssh" -> {
                Draft identity = source.child("identity");
                if (identity != null && !identity.has("keyfile") && !identity.has("agentsock")) {
                    throw identity.rejected(
                            of + ": <identity> has neither keyfile nor agentsock", "Give it one of the two");
                }
            }
            default -> {
                // Nothing more is asked of the others.
            }
        }
    }

    private static void checkImage(Draft holder, String type, String of, @Nullable String format) {
        if (format == null) {
            return;
        }
        if (UNRUN_FORMATS.contains(format)) {
            throw holder.rejected(of + ": QEMU has no format " + format, "Use raw, or a disk of type dir");
        }
        boolean isDirectory = type.equals("dir");
        if (isDirectory != format.equals("fat") && !type.equals("volume")) {
            throw holder.rejected(
                    of + ": the format " + format + " isn't for a source of type " + type,
                    "The format fat is for type='dir', and only that");
        }
    }

    private static void checkEncryption(
            Draft encryption, String type, Draft source, String of, @Nullable String format, Plan plan) {
        Secrets.check(encryption, of);
        String kind = encryption.get("format", "");
        boolean isOld = kind.equals("default") || kind.equals("qcow");
        boolean isQcow = "qcow".equals(format) || "qcow2".equals(format);
        if (isOld && (isQcow || plan.since(ENGINES))) {
            throw encryption.rejected(of + ": qcow's own encryption isn't run any more", "Write format='luks'");
        }
        if (!encryption.has("engine")) {
            return;
        }
        int secrets = encryption.children("secret").size();
        if (encryption.is("engine", "qemu")) {
            if (!kind.equals("luks") || !("raw".equals(format) || "qcow2".equals(format)) || secrets > 1) {
                throw encryption.rejected(
                        of + ": QEMU's engine decrypts luks with one secret, in raw and qcow2 images",
                        "Write engine='librbd' for a disk by the protocol rbd");
            }
        } else if (!type.equals("network") || !source.is("protocol", "rbd")) {
            throw encryption.rejected(of + ": the engine librbd is for the protocol rbd", "Write engine='qemu'");
        } else if ((kind.equals("luks-any") || secrets > 1)
                && plan.since(LAYERS)
                && !plan.platform().qemu().isSince(LUKS_ANY)) {
            throw encryption.rejected(
                    of + ": QEMU " + plan.platform().qemu() + " has neither layers of encryption nor luks-any", "");
        }
    }

    private static void checkNfs(Draft source, String of) {
        List<Draft> hosts = source.children("host");
        if (hosts.size() != 1 || hosts.getFirst().has("transport") || hosts.getFirst().has("port")) {
            throw source.rejected(
                    of + ": nfs is reached by just one host, by TCP, at no port that is written",
                    "Write one <host name='...'/>");
        }
    }

    private static void checkReservations(Draft source, String of) {
        Draft reservations = source.child("reservations");
        if (reservations != null && reservations.is("managed", "no") && !reservations.hasChild("source")) {
            throw reservations.rejected(
                    of + ": <reservations managed='no'> doesn't say who manages them",
                    "Write <source type='unix' path='...' mode='client'/> in it");
        }
    }

    private static void checkDataStore(Draft source, String of, @Nullable String format, Plan plan) {
        Draft store = source.child("dataStore");
        if (store == null) {
            return;
        }
        Draft inner = Objects.requireNonNull(store.child("source"));
        if (format == null || !format.equals("qcow2")) {
            throw store.rejected(of + ": <dataStore> is for images of format qcow2, not " + format, "");
        }
        if (!"raw".equals(store.at("format@type"))) {
            throw store.rejected(of + ": <dataStore> has the format " + store.at("format@type"), "It can only be raw");
        }
        if (inner.hasChild("dataStore") || inner.hasChild("slices")) {
            throw store.rejected(of + ": <dataStore> has a data store or slices itself", "Take them away");
        }
        check(inner, store.get("type", "file"), of, "raw", plan);
    }

}
