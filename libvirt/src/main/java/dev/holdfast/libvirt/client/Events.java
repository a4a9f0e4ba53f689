package dev.holdfast.libvirt.client;

import com.sun.jna.Pointer;

/** The event loop that libvirt brings along. */
public final class Events {

    private static final NativeFunction REGISTER_DEFAULT_IMPL = new NativeFunction("virEventRegisterDefaultImpl");
    private static final NativeFunction RUN_DEFAULT_IMPL = new NativeFunction("virEventRunDefaultImpl");
    private static final NativeFunction ADD_TIMEOUT = new NativeFunction("virEventAddTimeout");
    private static final NativeFunction REMOVE_TIMEOUT = new NativeFunction("virEventRemoveTimeout");

    private static final int AT_ONCE = 0;

    /** {@code virEventTimeoutCallback}. Kept, because native code holds it. A timer that stays comes again and again. */
    private static final NativeCallback ONCE =
            new NativeCallback(arguments -> REMOVE_TIMEOUT.run(arguments[0]), int.class, Pointer.class);

    private Events() {}

    /** Once a process, and before the first connection. {@code virEventRegisterDefaultImpl}, libvirt since 0.9.0. */
    public static void register() throws LibvirtException {
        REGISTER_DEFAULT_IMPL.number();
    }

    /** Waits for an event and sees to it. {@code virEventRunDefaultImpl}, libvirt since 0.9.0. */
    public static void await() throws LibvirtException {
        RUN_DEFAULT_IMPL.number();
    }

    /** Makes an event, from any thread. {@code virEventAddTimeout}, {@code virEventRemoveTimeout}: libvirt since 0.9.3. */
    public static void wake() throws LibvirtException {
        ADD_TIMEOUT.number(AT_ONCE, ONCE, null, null);
    }
}
