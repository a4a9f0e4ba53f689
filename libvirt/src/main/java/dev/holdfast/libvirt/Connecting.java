package dev.holdfast.libvirt;

import dev.holdfast.libvirt.client.ClientLibrary;
import dev.holdfast.libvirt.client.Connect;
import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.problem.CompleterException;

/** Opens connections. */
final class Connecting {

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
        try {
            ClientLibrary.initialize();
            EventLoop.start();
        } catch (LibvirtException | LinkageError e) {
            throw Unreachable.noLibrary(e);
        }
    }

    /** Opens a connection; the library is ready. */
    static Connect open(String uri) throws LibvirtException {
        Connect connect = Connect.open(uri);
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
