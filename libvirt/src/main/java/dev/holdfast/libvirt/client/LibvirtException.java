package dev.holdfast.libvirt.client;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** A call that libvirt answered with an error; the message is libvirt's own. */
public final class LibvirtException extends Exception {

    /** {@code VIR_ERR_NO_DOMAIN}: there is no domain of this name or UUID. */
    public static final int NO_DOMAIN = 42;

    private static final long serialVersionUID = 1L;

    private final int code;

    private LibvirtException(int code, @Nullable String message) {
        super(message);
        this.code = code;
    }

    /** Which of {@code virErrorNumber} it is; 0 where libvirt knows of no error. */
    public int code() {
        return code;
    }

    /** What went wrong in this thread's last call. {@code virGetLastError}, libvirt since 0.1.0. */
    static LibvirtException last() {
        return of(Last.FUNCTION.invokePointer(new Object[0]));
    }

    /** What a {@code virError} says: {@code int code; int domain; char *message;} and more. */
    static LibvirtException of(@Nullable Pointer error) {
        if (error == null) {
            return new LibvirtException(0, null);
        }
        @Nullable Pointer message = error.getPointer(2L * Integer.BYTES);
        return new LibvirtException(error.getInt(0), message == null ? null : NativeFunction.read(message));
    }

    /** Apart, so that there may be such an exception where there is no libvirt. */
    private static final class Last {
        static final Function FUNCTION = ClientLibrary.LOADED.getFunction("virGetLastError");
    }
}
