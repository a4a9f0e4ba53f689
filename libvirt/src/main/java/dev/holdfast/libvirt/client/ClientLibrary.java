package dev.holdfast.libvirt.client;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** The library itself: {@code libvirt.so.0}, loaded when this class is first used. */
public final class ClientLibrary {

    /**
     * By its whole name, which the system's loader finds; for a name without version JNA would go through the folders
     * that it takes for the system's.
     */
    static final NativeLibrary LOADED = NativeLibrary.getInstance(Platform.isLinux() ? "libvirt.so.0" : "virt");

    private static final NativeFunction SET_ERROR_FUNC = new NativeFunction("virSetErrorFunc");
    private static final NativeFunction INITIALIZE = new NativeFunction("virInitialize");

    /** {@code virErrorFunc}. Kept, because native code holds it. */
    private static final NativeCallback SILENCE = new NativeCallback(arguments -> {}, Pointer.class, Pointer.class);

    private ClientLibrary() {}

    /**
     * Loads the library and makes it ready; it won't print what goes wrong, as it would by itself. {@code
     * virSetErrorFunc}, {@code virInitialize}: libvirt since 0.1.0.
     *
     * @throws LinkageError where there is no such library, or JNA's own part of native code can't be loaded
     */
    public static void initialize() throws LibvirtException {
        SET_ERROR_FUNC.run(null, SILENCE);
        INITIALIZE.number();
    }
}
