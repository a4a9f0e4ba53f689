package dev.holdfast.libvirt;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What is under way on one connection: nothing is cut off by {@link #close} or by the end of the process.
 *
 * <p>On SIGINT, SIGTERM or {@link System#exit}, whatever has begun is waited for, milliseconds as a rule and {@link
 * #PATIENCE_S} seconds at most, and nothing new begins; so a dry run undefines what it defined, in its own thread and
 * in its own order. Where libvirt doesn't answer in that time, the next connection clears away what is left.
 */
final class InFlight implements AutoCloseable {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int PATIENCE_S = 10;

    /** The names of all dry runs under way in this process, on whichever connection. */
    private static final Set<String> DRY_RUNS = ConcurrentHashMap.newKeySet();

    private final Semaphore permits = new Semaphore(ALL);
    private final Thread atExit = new Thread(this::awaitAll, "holdfast-libvirt-exit");
    private volatile boolean closed;
    private volatile boolean ending;

    /** From now on the end of the process waits. */
    void watch() {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            ending = true;
        }
    }

    /** One thing under way, until it is closed. */
    interface Under extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Something begins.
     *
     * @throws IllegalStateException once closed, and after some seconds' wait when the process is ending
     */
    Under begin() {
        permits.acquireUninterruptibly();
        if (closed || ending) {
            permits.release();
            awaitEnd();
            throw new IllegalStateException("The connection to libvirt is closed");
        }
        return permits::release;
    }

    /** A dry run of this name begins. */
    Under beginDryRun(String name) {
        Under under = begin();
        DRY_RUNS.add(name);
        return () -> {
            DRY_RUNS.remove(name);
            under.close();
        };
    }

    /** True while a dry run of this name is under way in this process. */
    static boolean isDryRun(String name) {
        return DRY_RUNS.contains(name);
    }

    /** Waits for all that is under way; nothing begins afterwards. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(ALL);
        permits.release(ALL);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has nothing left to wait for.
        }
    }

    private void awaitAll() {
        ending = true;
        try {
            if (permits.tryAcquire(ALL, PATIENCE_S, TimeUnit.SECONDS)) {
                permits.release(ALL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who comes while the process is ending had better vanish with it than report that it is. */
    private void awaitEnd() {
        if (ending) {
            try {
                TimeUnit.SECONDS.sleep(PATIENCE_S);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
