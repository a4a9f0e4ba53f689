package dev.holdfast.libvirt;

import dev.holdfast.problem.CompleterException;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;

/** Opens connections, silently: libvirt's client library would print every error to standard error by itself. */
final class Connecting {

    /** Kept, because native code holds it. */
    private static final VirErrorCallback SILENCE = (data, error) -> {};

    /** Seconds without an answer after which libvirt is asked for a sign of life. */
    private static final int KEEPALIVE_S = 5;

    /** How many such signs may be missing before the connection counts as lost. */
    private static final int KEEPALIVE_COUNT = 3;

    private Connecting() {}

    /**
     * Loads libvirt's client library and makes it ready, unless it is.
     *
     * @throws CompleterException where there is no such library
     */
    static void prepare() {
        if (System.getProperty("jna.encoding") == null) {
            // Libvirt speaks UTF-8 whatever the locale; JNA would replace what an ASCII locale doesn't have.
            System.setProperty("jna.encoding", "UTF-8");
        }
        try {
            Connect.setErrorCallback(SILENCE);
            EventLoop.start();
        } catch (LibvirtException | LinkageError e) {
            throw Unreachable.noLibrary(e);
        }
    }

    /** Opens a connection; the library is ready. */
    static Connect open(String uri) throws LibvirtException {
        Connect connect = new Connect(uri);
        keepAlive(connect);
        return connect;
    }

    private static void keepAlive(Connect connect) {
        try {
            connect.setKeepAlive(KEEPALIVE_S, KEEPALIVE_COUNT);
        } catch (LibvirtException e) {
            // A driver within the client library, such as test:///default, has no connection to keep alive.
        }
    }
}
