package dev.holdfast.libvirt.client;

import com.sun.jna.Pointer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * libvirt's own check of guest ABI: it runs between the domain in a snapshot's metadata and the one that the same
 * snapshot is redefined with ({@code VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE}, libvirt since 0.9.5). No guest runs, and
 * nothing but the metadata is touched.
 */
public final class Redefinition implements AutoCloseable {

    /** {@code VIR_ERR_CONFIG_UNSUPPORTED}: what that check answers. A domain that was just defined has no other cause. */
    private static final int INCOMPATIBLE = 67;

    /** Of a snapshot's own files, which is the only other thing that has that code. */
    private static final String NOT_THE_CHECK = "snapshot";

    private static final int XML_SECURE_AND_INACTIVE = Domain.XML_SECURE | Domain.XML_INACTIVE;
    private static final int REDEFINE = 1;
    private static final int DELETE_METADATA_ONLY = 2;

    /** {@code VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA} and {@code _KEEP_NVRAM}. */
    private static final int UNDEFINE = 2 | 8;

    private static final int UNDEFINE_KEEP_TPM = 64;
    private static final long KNOWS_KEEP_TPM = 8_009_000;

    private static final NativeFunction OPEN = new NativeFunction("virConnectOpen");
    private static final NativeFunction CLOSE = new NativeFunction("virConnectClose");
    private static final NativeFunction GET_LIB_VERSION = new NativeFunction("virConnectGetLibVersion");
    private static final NativeFunction DEFINE_XML = new NativeFunction("virDomainDefineXML");
    private static final NativeFunction GET_XML_DESC = new NativeFunction("virDomainGetXMLDesc");
    private static final NativeFunction UNDEFINE_FLAGS = new NativeFunction("virDomainUndefineFlags");
    private static final NativeFunction FREE = new NativeFunction("virDomainFree");
    private static final NativeFunction SNAPSHOT_CREATE = new NativeFunction("virDomainSnapshotCreateXML");
    private static final NativeFunction SNAPSHOT_DELETE = new NativeFunction("virDomainSnapshotDelete");
    private static final NativeFunction SNAPSHOT_FREE = new NativeFunction("virDomainSnapshotFree");

    private final Pointer connection;
    private final int undefine;
    private @Nullable Pointer domain;
    private @Nullable Pointer snapshot;

    /** Connects. */
    public Redefinition(String uri) throws LibvirtException {
        ClientLibrary.initialize();
        connection = OPEN.pointer(uri);
        long[] version = new long[1];
        GET_LIB_VERSION.number(connection, version);
        undefine = version[0] < KNOWS_KEEP_TPM ? UNDEFINE : UNDEFINE | UNDEFINE_KEEP_TPM;
    }

    /**
     * Defines a domain, always under the same name and UUID.
     *
     * @return what libvirt makes of it
     * @throws LibvirtException where it is rejected
     */
    public String define(String xml) throws LibvirtException {
        Pointer defined = DEFINE_XML.pointer(connection, xml);
        if (domain != null) {
            FREE.number(domain);
        }
        domain = defined;
        return GET_XML_DESC.text(domain, XML_SECURE_AND_INACTIVE);
    }

    /** Puts a domain into the snapshot's metadata, whatever stands there. */
    public void begin(String xml) throws LibvirtException {
        end();
        snapshot = SNAPSHOT_CREATE.pointer(domain, snapshot(xml), REDEFINE);
    }

    /**
     * Redefines the snapshot. Where that succeeds, its metadata holds the given domain from now on.
     *
     * @return what is incompatible, in libvirt's words; empty where nothing is
     */
    public Optional<String> redefine(String xml) throws LibvirtException {
        try {
            Pointer redefined = SNAPSHOT_CREATE.pointer(domain, snapshot(xml), REDEFINE);
            SNAPSHOT_FREE.number(redefined);
            return Optional.empty();
        } catch (LibvirtException e) {
            String message = String.valueOf(e.getMessage());
            if (e.code() == INCOMPATIBLE && !message.contains(NOT_THE_CHECK)) {
                return Optional.of(message);
            }
            throw e;
        }
    }

    private static String snapshot(String domainXml) {
        return "<domainsnapshot><name>before</name><state>shutoff</state><creationTime>1</creationTime>"
                + "<memory snapshot='no'/>" + domainXml + "</domainsnapshot>";
    }

    private void end() throws LibvirtException {
        if (snapshot != null) {
            Pointer ended = snapshot;
            snapshot = null;
            SNAPSHOT_DELETE.number(ended, DELETE_METADATA_ONLY);
            SNAPSHOT_FREE.number(ended);
        }
    }

    @Override
    public void close() throws LibvirtException {
        end();
        if (domain != null) {
            UNDEFINE_FLAGS.number(domain, undefine);
            FREE.number(domain);
        }
        CLOSE.number(connection);
    }
}
