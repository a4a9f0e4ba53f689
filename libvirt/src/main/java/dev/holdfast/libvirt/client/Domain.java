package dev.holdfast.libvirt.client;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** A domain, {@code virDomainPtr}. Once freed, every call fails. */
public final class Domain {

    /** {@code VIR_DOMAIN_XML_SECURE}, libvirt since 0.3.3: with its secrets. */
    public static final int XML_SECURE = 1;

    /** {@code VIR_DOMAIN_XML_INACTIVE}, libvirt since 0.3.3: its definition, even while it runs as something else. */
    public static final int XML_INACTIVE = 1 << 1;

    /** {@code VIR_DOMAIN_AFFECT_LIVE}, libvirt since 0.9.2: as it runs, and not its definition. */
    public static final int AFFECT_LIVE = 1;

    private static final NativeFunction GET_XML_DESC = new NativeFunction("virDomainGetXMLDesc");
    private static final NativeFunction IS_PERSISTENT = new NativeFunction("virDomainIsPersistent");
    private static final NativeFunction UNDEFINE_FLAGS = new NativeFunction("virDomainUndefineFlags");
    private static final NativeFunction IS_ACTIVE = new NativeFunction("virDomainIsActive");
    private static final NativeFunction ATTACH_DEVICE_FLAGS = new NativeFunction("virDomainAttachDeviceFlags");
    private static final NativeFunction DETACH_DEVICE_FLAGS = new NativeFunction("virDomainDetachDeviceFlags");
    private static final NativeFunction FREE = new NativeFunction("virDomainFree");

    private @Nullable Pointer handle;

    Domain(Pointer handle) {
        this.handle = handle;
    }

    /** {@code virDomainGetXMLDesc}, libvirt since 0.0.3. */
    public String xml(int flags) throws LibvirtException {
        return GET_XML_DESC.text(handle, flags);
    }

    /** False where it is gone once it no longer runs. {@code virDomainIsPersistent}, libvirt since 0.7.3. */
    public boolean isPersistent() throws LibvirtException {
        return IS_PERSISTENT.number(handle) == 1;
    }

    /** True while it runs, be it paused. {@code virDomainIsActive}, libvirt since 0.7.3. */
    public boolean isActive() throws LibvirtException {
        return IS_ACTIVE.number(handle) == 1;
    }

    /** {@code virDomainAttachDeviceFlags}, libvirt since 0.7.7. */
    public void attachDevice(String xml, int flags) throws LibvirtException {
        ATTACH_DEVICE_FLAGS.number(handle, xml, flags);
    }

    /**
     * Asks for a device to go; of a running domain it may not be gone yet afterwards. {@code virDomainDetachDeviceFlags},
     * libvirt since 0.7.7.
     */
    public void detachDevice(String xml, int flags) throws LibvirtException {
        DETACH_DEVICE_FLAGS.number(handle, xml, flags);
    }

    /** {@code virDomainUndefineFlags}, libvirt since 0.9.4; with 0 it is {@code virDomainUndefine}. */
    public void undefine(int flags) throws LibvirtException {
        UNDEFINE_FLAGS.number(handle, flags);
    }

    /** Frees what the client holds of it; nothing happens to the domain. {@code virDomainFree}, libvirt since 0.0.3. */
    public void free() throws LibvirtException {
        if (handle != null) {
            Pointer freed = handle;
            handle = null;
            FREE.number(freed);
        }
    }
}
