package dev.holdfast.libvirt.client;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A C function of libvirt's, and what its answer means. It takes {@code int}s, pointers, arrays and strings; libvirt's
 * strings are UTF-8 whatever the locale.
 */
final class NativeFunction {

    private final Function function;

    /** By its name in the client library. */
    NativeFunction(String name) {
        this(ClientLibrary.LOADED.getFunction(name));
    }

    /** This one. */
    NativeFunction(Function function) {
        this.function = function;
    }

    /** Calls it; it answers nothing. */
    void run(@Nullable Object... arguments) {
        function.invokeVoid(inC(arguments));
    }

    /**
     * Its number.
     *
     * @throws LibvirtException where that is -1
     */
    int number(@Nullable Object... arguments) throws LibvirtException {
        int number = function.invokeInt(inC(arguments));
        if (number == -1) {
            throw LibvirtException.last();
        }
        return number;
    }

    /**
     * Its pointer.
     *
     * @throws LibvirtException where that is null
     */
    Pointer pointer(@Nullable Object... arguments) throws LibvirtException {
        @Nullable Pointer pointer = function.invokePointer(inC(arguments));
        if (pointer == null) {
            throw LibvirtException.last();
        }
        return pointer;
    }

    /**
     * Its string, which is the caller's to free, and is freed.
     *
     * @throws LibvirtException where that is null
     */
    String text(@Nullable Object... arguments) throws LibvirtException {
        return taken(pointer(arguments));
    }

    /** A string of libvirt's, read and freed. */
    static String taken(Pointer string) {
        try {
            return read(string);
        } finally {
            Native.free(Pointer.nativeValue(string));
        }
    }

    /** A string that stays libvirt's. */
    static String read(Pointer string) {
        return string.getString(0, StandardCharsets.UTF_8.name());
    }

    private static @Nullable Object[] inC(@Nullable Object... arguments) {
        @Nullable Object[] all = new Object[arguments.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = arguments[i] instanceof String string ? inC(string) : arguments[i];
        }
        return all;
    }

    private static byte[] inC(String string) {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
