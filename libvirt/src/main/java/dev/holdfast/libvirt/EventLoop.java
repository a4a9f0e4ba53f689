package dev.holdfast.libvirt;

import dev.holdfast.libvirt.client.Events;
import dev.holdfast.libvirt.client.LibvirtException;

/**
 * Libvirt's event loop, one a process, in a daemon thread. Without it the client library can't send keepalive messages,
 * and a host that has died without closing its connections is waited for without end.
 */
final class EventLoop {

    private static final int PATIENCE_MS = 100;

    private static boolean registered;
    private static boolean running;
    private static volatile boolean stopping;

    private EventLoop() {}

    /** Starts it, unless it runs; before the first connection, as libvirt demands. */
    static synchronized void start() throws LibvirtException {
        if (running) {
            return;
        }
        if (!registered) {
            Events.register();
            registered = true;
        }
        Thread thread = new Thread(EventLoop::run, "holdfast-libvirt-events");
        thread.setDaemon(true);
        thread.start();
        stopAtExit(thread);
        running = true;
    }

    private static void run() {
        try {
            while (!stopping) {
                Events.await();
            }
        } catch (LibvirtException e) {
            stopped();
        }
    }

    private static synchronized void stopped() {
        running = false;
    }

    /** A JVM that ends waits 300 ms for a thread that is in native code, as this one always is. */
    private static void stopAtExit(Thread loop) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop), "holdfast-libvirt-events-exit"));
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }

    private static void stop(Thread loop) {
        stopping = true;
        try {
            Events.wake();
            loop.join(PATIENCE_MS);
        } catch (LibvirtException e) {
            // Then the end takes as long as it does.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
