package dev.holdfast.libvirt;

import org.libvirt.Library;
import org.libvirt.LibvirtException;

/**
 * Libvirt's event loop, one a process, in a daemon thread. Without it the client library can't send keepalive messages,
 * and a host that has died without closing its connections is waited for without end.
 */
final class EventLoop {

    private static boolean running;

    private EventLoop() {}

    /** Starts it, unless it runs; before the first connection, as libvirt demands. */
    static synchronized void start() throws LibvirtException {
        if (running) {
            return;
        }
        Library.initEventLoop();
        Thread thread = new Thread(EventLoop::run, "holdfast-libvirt-events");
        thread.setDaemon(true);
        thread.start();
        running = true;
    }

    private static void run() {
        try {
            Library.runEventLoop();
        } catch (LibvirtException | InterruptedException e) {
            stopped();
        }
    }

    private static synchronized void stopped() {
        running = false;
    }
}
