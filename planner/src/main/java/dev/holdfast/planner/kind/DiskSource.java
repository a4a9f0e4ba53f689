package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Forms.OneOf;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import dev.holdfast.planner.shape.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code <source>} of a disk, of what backs it and of where its data is: one shape for each type. */
final class DiskSource {

    /** Where a disk may be. */
    static final OneOf TYPES = Forms.oneOf("file", "block", "dir", "network", "volume", "nvme")
            .since(Versions.libvirt(7, 1), "vhostuser")
            .since(Versions.libvirt(9, 8), "vhostvdpa");

    /** What an image may be. */
    static final OneOf FORMATS = Forms.oneOf(
            "raw", "dir", "bochs", "cloop", "dmg", "iso", "vpc", "vdi", "fat", "vhd", "ploop", "cow", "qcow", "qcow2",
            "qed", "vmdk");

    /** {@code <metadata_cache>} of an image. */
    static final Shape METADATA_CACHE = Shape.of("metadata_cache")
            .child(Shape.text("max_size", Forms.size(1, 1)).constant("unit", "bytes"));

    private static final List<String> HTTP = List.of("http", "https");
    private static final List<String> SECURE = List.of("https", "ftps");
    private static final List<String> CURL = List.of("http", "https", "ftp", "ftps");

    /** What sources of one type have and those of another don't, which libvirt reads over there. */
    private static final String[] FOREIGN = {
        "@file", "@fdgroup", "@dev", "@dir", "@name", "@protocol", "@pool", "@volume", "@mode", "@type", "@path",
        "@namespace", "@managed", "@query", "@tls", "@tlsHostname", "@startupPolicy", "@index", "@tlsFromConfig",
        "host", "identity", "reconnect", "snapshot", "config", "initiator", "ssl", "cookies", "readahead", "timeout",
        "knownHosts", "address", "privateData", "seclabel"
    };

    private static final Shape IDENTITY_NFS =
            Shape.of("identity").attr("user", Forms.TEXT).attr("group", Forms.TEXT);
    private static final Shape IDENTITY_SSH = Shape.of("identity")
            .attr("username", Forms.TEXT)
            .attr("keyfile", Forms.TEXT)
            .attr("agentsock", Forms.TEXT)
            .requires("@username");

    /** What backs a disk; without a type, the end of a chain. */
    private static final Shape BACKING = Shape.of("backingStore")
            .attr("type", TYPES)
            .ignores("@index")
            .child(Shape.of("format").attr("type", FORMATS).child(METADATA_CACHE))
            .child("source", DiskSource::shape)
            .child("backingStore", DiskSource::backing)
            .requires("format", "source");

    private static final Shape CHAIN_END =
            Shape.flag("backingStore").ignores("@index", "format", "source", "backingStore");

    private static final Shape DATA_STORE = Shape.of("dataStore")
            .attr("type", TYPES)
            .child(Shape.of("format").attr("type", FORMATS).requires("@type"))
            .child("source", DiskSource::shape)
            .requires("@type", "format", "source");

    private static final Shape SECLABEL = Shape.of("seclabel")
            .attr("model", Forms.TEXT)
            .attr("relabel", Forms.YES_NO)
            .ignores("@labelskip")
            .child(Shape.text("label", Forms.FILLED));

    private static final Shape RESERVATIONS = Shape.of("reservations")
            .attr("managed", Forms.YES_NO)
            .child(Shape.of("source")
                    .attr("type", Forms.oneOf("unix"))
                    .attr("path", Forms.TEXT)
                    .attr("mode", Forms.oneOf("client"))
                    .requires("@type", "@path", "@mode"))
            .requires("@managed");

    private static final Map<String, Shape> LOCAL = new TreeMap<>(Map.of(
            "file",
                    local(Shape.of("source")
                            .attr("file", Forms.FILLED)
                            .attr("fdgroup", Forms.TEXT, Versions.libvirt(9, 0))),
            "block", local(Shape.of("source").attr("dev", Forms.FILLED)),
            "dir", local(Shape.of("source").attr("dir", Forms.FILLED)),
            "volume",
                    local(Shape.of("source")
                            .attr("pool", Forms.TEXT)
                            .attr("volume", Forms.TEXT)
                            .attr("mode", Forms.oneOf("host", "direct"))),
            "nvme",
                    local(Shape.of("source")
                            .attr("type", Forms.oneOf("pci"))
                            .attr("managed", Forms.YES_NO)
                            .attr("namespace", Forms.decimal(0, Long.MAX_VALUE))
                            .child(Addresses.HOST_PCI)
                            .requires("@type", "@namespace", "address")),
            "vhostuser",
                    local(Shape.of("source")
                            .attr("type", Forms.oneOf("unix"))
                            .attr("path", Forms.TEXT)
                            .child(Shape.of("reconnect").attr("enabled", Forms.YES_NO).attr("timeout", Forms.DECIMAL))
                            .requires("@type", "@path")),
            "vhostvdpa", local(Shape.of("source").attr("dev", Forms.TEXT).requires("@dev"))));

    /** The port of a host where none is written; 0 where libvirt writes none. */
    private static final Map<String, Integer> PROTOCOLS = Map.ofEntries(
            Map.entry("nbd", 10809),
            Map.entry("rbd", 0),
            Map.entry("sheepdog", 7000),
            Map.entry("gluster", 24007),
            Map.entry("iscsi", 3260),
            Map.entry("http", 80),
            Map.entry("https", 443),
            Map.entry("ftp", 21),
            Map.entry("ftps", 990),
            Map.entry("tftp", 69),
            Map.entry("ssh", 22),
            Map.entry("vxhs", 9999),
            Map.entry("nfs", 0));

    private static final Map<String, Shape> NETWORK = new TreeMap<>();

    static {
        PROTOCOLS.keySet().forEach(protocol -> NETWORK.put(protocol, network(protocol)));
    }

    private DiskSource() {}

    /** The shape of a source, by the type of what it is in and by its protocol. */
    static Shape shape(Selection by) {
        String type = by.parent().get("type", "file");
        if (!type.equals("network")) {
            Shape local = LOCAL.get(type);
            if (local == null) {
                throw Verdict.unmodelled(by.element(), "<source> of type '" + type + "'");
            }
            return local;
        }
        String protocol = by.element().attribute("protocol");
        Shape shape = protocol == null ? null : NETWORK.get(protocol);
        if (shape == null) {
            throw Verdict.rejected(
                    by.element(),
                    "<source> of a network disk has no protocol that libvirt knows: " + protocol,
                    "Known are " + String.join(", ", NETWORK.keySet()));
        }
        return shape;
    }

    /** The shape of what backs a disk. */
    static Shape backing(Selection by) {
        return by.element().attribute("type") == null ? CHAIN_END : BACKING;
    }

    /** The port of a host of this protocol where none is written; 0 for none. */
    static int defaultPort(String protocol) {
        return PROTOCOLS.getOrDefault(protocol, 0);
    }

    private static Shape local(Shape source) {
        return common(
                source.attr("startupPolicy", Forms.oneOf("mandatory", "requisite", "optional")), true);
    }

    private static Shape network(String protocol) {
        Shape source = Shape.of("source").attr("protocol", Forms.oneOf(protocol)).attr("name", Forms.FILLED);
        if (HTTP.contains(protocol)) {
            source.attr("query", Forms.TEXT);
        }
        source.attr("tls", Forms.YES_NO)
                .attr("tlsHostname", Forms.TEXT, Versions.libvirt(8, 1))
                .attr("startupPolicy", Forms.oneOf("mandatory", "requisite", "optional"))
                .children("host", Hosts::shape);
        if (protocol.equals("nfs")) {
            source.child(IDENTITY_NFS);
        }
        if (protocol.equals("nbd")) {
            source.child(Shape.of("reconnect").attr("delay", Forms.DECIMAL_UNLESS_ZERO), Versions.libvirt(9, 3));
        }
        source.child(Shape.of("snapshot").attr("name", Forms.FILLED))
                .child(Shape.of("config").attr("file", Forms.FILLED))
                .child(Shape.of("initiator").child(Shape.of("iqn").attr("name", Forms.FILLED)));
        if (SECURE.contains(protocol)) {
            source.child(Shape.of("ssl").attr("verify", Forms.YES_NO));
        }
        if (HTTP.contains(protocol)) {
            source.child(Shape.of("cookies")
                    .children(Shape.text("cookie", Forms.TEXT).attr("name", Forms.TEXT).requires("@name")));
        }
        if (CURL.contains(protocol)) {
            source.child(Shape.of("readahead").attr("size", Forms.NUMBER_UNLESS_ZERO))
                    .child(Shape.of("timeout").attr("seconds", Forms.NUMBER_UNLESS_ZERO));
        }
        if (protocol.equals("ssh")) {
            source.child(Shape.of("knownHosts").attr("path", Forms.TEXT).requires("@path"), Versions.libvirt(9, 8))
                    .child(IDENTITY_SSH, Versions.libvirt(9, 8));
        }
        if (!protocol.equals("nbd")) {
            source.requires("@name");
        }
        return common(source, false);
    }

    /** What a source of any type has after its own. */
    private static Shape common(Shape source, boolean labelled) {
        source.child(Shape.of("slices")
                .child(Shape.of("slice")
                        .attr("type", Forms.oneOf("storage"))
                        .attr("offset", Forms.decimal(0, Long.MAX_VALUE))
                        .attr("size", Forms.decimal(0, Long.MAX_VALUE))
                        .requires("@type", "@offset", "@size")));
        if (labelled) {
            source.children(SECLABEL);
        }
        return source.child(Secrets.AUTH)
                .child(Secrets.ENCRYPTION)
                .child(RESERVATIONS)
                .child(DATA_STORE, Versions.libvirt(10, 10))
                .ignores(FOREIGN);
    }
}
