package dev.holdfast.libvirt;

import dev.holdfast.libvirt.client.Events;
import dev.holdfast.libvirt.client.LibvirtException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Libvirt's event loop, one a process, in a daemon thread. Without it the client library can't send keepalive messages,
 * and a host that has died without closing its connections is waited for without end.
 *
 * <p>It rests after each event. Each call to libvirt makes about five, and a thread that got up for every one of them would
 * take the processor from the one that calls, which sends and answers keepalive messages itself while it waits.
 */
final class EventLoop {

    private static final int PATIENCE_MS = 100;

    /** Short beside the seconds that keepalive messages may take, long beside a call. */
    private static final int REST_MS = 200;

    private static final CountDownLatch STOPPING = new CountDownLatch(1);

    private static boolean registered;
    private static boolean running;

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
            do {
                Events.await();
            } while (!STOPPING.await(REST_MS, TimeUnit.MILLISECONDS));
        } catch (LibvirtException | InterruptedException e) {
            stopped();
        }
    }

    private static synchronized void stopped() {
        running = false;
    }

    /** A JVM that ends waits 300 ms for a thread that is in native code, as this one is where nothing happens. */
    private static void stopAtExit(Thread loop) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop), "holdfast-libvirt-events-exit"));
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }

    private static void stop(Thread loop) {
        STOPPING.countDown();
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
