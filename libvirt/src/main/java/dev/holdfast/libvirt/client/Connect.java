package dev.holdfast.libvirt.client;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection, {@code virConnectPtr}. Once closed, every call fails. */
public final class Connect {

    private static final NativeFunction OPEN = new NativeFunction("virConnectOpen");
    private static final NativeFunction CLOSE = new NativeFunction("virConnectClose");
    private static final NativeFunction SET_KEEP_ALIVE = new NativeFunction("virConnectSetKeepAlive");
    private static final NativeFunction IS_ALIVE = new NativeFunction("virConnectIsAlive");
    private static final NativeFunction GET_LIB_VERSION = new NativeFunction("virConnectGetLibVersion");
    private static final NativeFunction GET_VERSION = new NativeFunction("virConnectGetVersion");
    private static final NativeFunction GET_CAPABILITIES = new NativeFunction("virConnectGetCapabilities");
    private static final NativeFunction NUM_OF_DEFINED_DOMAINS = new NativeFunction("virConnectNumOfDefinedDomains");
    private static final NativeFunction LIST_DEFINED_DOMAINS = new NativeFunction("virConnectListDefinedDomains");
    private static final NativeFunction LOOKUP_BY_NAME = new NativeFunction("virDomainLookupByName");
    private static final NativeFunction LOOKUP_BY_UUID_STRING = new NativeFunction("virDomainLookupByUUIDString");
    private static final NativeFunction DEFINE_XML = new NativeFunction("virDomainDefineXML");

    private @Nullable Pointer handle;

    private Connect(Pointer handle) {
        this.handle = handle;
    }

    /** {@code virConnectOpen}, libvirt since 0.0.3: never asks for credentials. */
    public static Connect open(String uri) throws LibvirtException {
        return new Connect(OPEN.pointer(uri));
    }

    /** {@code virConnectClose}, libvirt since 0.0.3. Again does nothing. */
    public void close() throws LibvirtException {
        if (handle != null) {
            Pointer closing = handle;
            handle = null;
            CLOSE.number(closing);
        }
    }

    /**
     * {@code virConnectSetKeepAlive}, libvirt since 0.9.8; needs the event loop.
     *
     * @param interval seconds of silence before a sign of life is asked for
     * @param count how many such signs may be missing before the connection is closed
     */
    public void setKeepAlive(int interval, int count) throws LibvirtException {
        SET_KEEP_ALIVE.number(handle, interval, count);
    }

    /** {@code virConnectIsAlive}, libvirt since 0.9.8; asks nobody. */
    public boolean isAlive() throws LibvirtException {
        return IS_ALIVE.number(handle) == 1;
    }

    /** The daemon's version, as {@code major * 1000000 + minor * 1000 + release}. {@code virConnectGetLibVersion}, since 0.7.3. */
    public long libVersion() throws LibvirtException {
        return version(GET_LIB_VERSION);
    }

    /** The hypervisor's version, in the same form. {@code virConnectGetVersion}, libvirt since 0.0.3. */
    public long version() throws LibvirtException {
        return version(GET_VERSION);
    }

    private long version(NativeFunction function) throws LibvirtException {
        long[] version = new long[1];
        function.number(handle, version);
        return version[0];
    }

    /** {@code virConnectGetCapabilities}, libvirt since 0.2.1: XML. */
    public String capabilities() throws LibvirtException {
        return GET_CAPABILITIES.text(handle);
    }

    /**
     * The names of the domains that are defined and don't run. {@code virConnectNumOfDefinedDomains} since 0.1.5, {@code
     * virConnectListDefinedDomains} since 0.1.1.
     */
    public List<String> listDefinedDomains() throws LibvirtException {
        int most = NUM_OF_DEFINED_DOMAINS.number(handle);
        if (most == 0) {
            return List.of();
        }
        try (Memory names = new Memory((long) most * Native.POINTER_SIZE)) {
            int found = LIST_DEFINED_DOMAINS.number(handle, names, most);
            List<String> all = new ArrayList<>(found);
            for (Pointer name : names.getPointerArray(0, found)) {
                all.add(NativeFunction.taken(name));
            }
            return all;
        }
    }

    /** {@code virDomainLookupByName}, libvirt since 0.0.3. {@link LibvirtException#NO_DOMAIN} where there is none. */
    public Domain domainLookupByName(String name) throws LibvirtException {
        return new Domain(LOOKUP_BY_NAME.pointer(handle, name));
    }

    /** {@code virDomainLookupByUUIDString}, libvirt since 0.1.1. {@link LibvirtException#NO_DOMAIN} where there is none. */
    public Domain domainLookupByUuid(String uuid) throws LibvirtException {
        return new Domain(LOOKUP_BY_UUID_STRING.pointer(handle, uuid));
    }

    /** {@code virDomainDefineXML}, libvirt since 0.1.1. */
    public Domain domainDefine(String xml) throws LibvirtException {
        return new Domain(DEFINE_XML.pointer(handle, xml));
    }
}
