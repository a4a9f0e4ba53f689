package dev.holdfast.libvirt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turns in which threads use one connection; a turn that has begun is cut off neither by closing nor by the
 * end of the process.
 *
 * <p>One thread at a time, because libvirt's client library (9.0) doesn't survive more when the daemon stops answering:
 * of two threads waiting on one connection, the keepalive timeout wakes one, the other waits on, and crashes the process
 * when the daemon comes back.
 *
 * <p>On SIGINT, SIGTERM or {@link System#exit}, the turn that has begun is waited for, milliseconds as a rule and {@link
 * #PATIENCE_S} seconds at most, and no other begins; so a dry run undefines what it defined, in its own thread and in
 * its own order. Where libvirt doesn't answer in that time, the next connection clears away what is left.
 */
final class Turns {

    private static final int PATIENCE_S = 10;

    /** The names of all dry runs under way in this process, on whichever connection. */
    private static final Set<String> DRY_RUNS = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Thread atExit = new Thread(this::awaitTurn, "holdfast-libvirt-exit");
    private boolean closed;
    private volatile boolean ending;
    private final LongAdder taken = new LongAdder();

    /** A turn, until it is closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** From now on the end of the process waits for the turn that has begun. */
    void watchExit() {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            ending = true;
        }
    }

    /**
     * Waits for its turn.
     *
     * @throws IllegalStateException once closed, and after some seconds' wait when the process is ending
     */
    Turn begin() {
        lock.lock();
        if (closed || ending) {
            lock.unlock();
            awaitEnd();
            throw new IllegalStateException("The connection to libvirt is closed");
        }
        long start = System.nanoTime();
        return () -> {
            taken.add(System.nanoTime() - start);
            lock.unlock();
        };
    }

    /** How long all turns took that are over. */
    Duration taken() {
        return Duration.ofNanos(taken.sum());
    }

    /** The turn of a dry run of this name. */
    Turn beginDryRun(String name) {
        Turn turn = begin();
        DRY_RUNS.add(name);
        return () -> {
            DRY_RUNS.remove(name);
            turn.close();
        };
    }

    /** True while a dry run of this name is under way in this process. */
    static boolean isDryRun(String name) {
        return DRY_RUNS.contains(name);
    }

    /** Waits for the turn that has begun, then runs this; no turn begins afterwards. Again does nothing. */
    void close(Runnable last) {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                last.run();
                Runtime.getRuntime().removeShutdownHook(atExit);
            }
        } catch (IllegalStateException e) {
            // The process is ending, and the hook finds nothing to wait for.
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn() {
        ending = true;
        try {
            if (lock.tryLock(PATIENCE_S, TimeUnit.SECONDS)) {
                lock.unlock();
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
