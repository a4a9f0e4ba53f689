package dev.holdfast.libvirt;

import dev.holdfast.libvirt.client.LibvirtException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The turns in which threads use one connection; a turn that has begun is cut off neither by closing nor by the
 * end of the process.
 *
 * <p>One at a time, because libvirt's client library (9.0) doesn't survive more when the daemon stops answering: of two
 * threads waiting on one connection, the keepalive timeout wakes one, the other waits on, and crashes the process when
 * the daemon comes back. And all in one thread, so that the next turn begins when the last one ends: passing the
 * connection from thread to thread takes long on a busy machine.
 *
 * <p>On SIGINT, SIGTERM or {@link System#exit}, the turn that has begun is waited for, milliseconds as a rule and {@link
 * #PATIENCE_S} seconds at most, and no other begins; so a dry run undefines what it defined, in its own thread and in
 * its own order. Where libvirt doesn't answer in that time, the next connection clears away what is left.
 */
final class Turns {

    private static final int PATIENCE_S = 10;

    /** The names of all dry runs under way in this process, on whichever connection. */
    private static final Set<String> DRY_RUNS = ConcurrentHashMap.newKeySet();

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("holdfast-libvirt").daemon().factory());
    private final Thread atExit = new Thread(this::awaitTurn, "holdfast-libvirt-exit");
    private final LongAdder taken = new LongAdder();
    private volatile boolean closed;
    private volatile boolean ending;

    /** What is done in a turn: libvirt's own calls, and as little else as possible. */
    @FunctionalInterface
    interface Calls<T> {
        T make() throws LibvirtException;
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
     * Waits for a turn, and for the calls made in it.
     *
     * @throws IllegalStateException once closed, and after some seconds' wait when the process is ending
     */
    <T> T take(Calls<T> calls) throws LibvirtException {
        try {
            return await(thread.submit(() -> inTurn(calls)));
        } catch (RejectedExecutionException | Over e) {
            awaitEnd();
            throw new IllegalStateException("The connection to libvirt is closed", e);
        }
    }

    /** The same for the dry run of this name. */
    <T> T takeDryRun(String name, Calls<T> calls) throws LibvirtException {
        return take(() -> {
            DRY_RUNS.add(name);
            try {
                return calls.make();
            } finally {
                DRY_RUNS.remove(name);
            }
        });
    }

    /** True while a dry run of this name is under way in this process. */
    static boolean isDryRun(String name) {
        return DRY_RUNS.contains(name);
    }

    /** How long all turns took that are over. */
    Duration taken() {
        return Duration.ofNanos(taken.sum());
    }

    /** Waits for the turns that were asked for, then runs this; no turn begins afterwards. Again does nothing. */
    void close(Runnable last) {
        try {
            take(() -> {
                last.run();
                closed = true;
                return true;
            });
            thread.shutdown();
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // Closed before; or the process is ending, and the hook finds nothing to wait for.
        } catch (LibvirtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No turn begins any more. */
    private static final class Over extends RuntimeException {}

    private <T> T inTurn(Calls<T> calls) throws LibvirtException {
        if (closed || ending) {
            throw new Over();
        }
        long start = System.nanoTime();
        try {
            return calls.make();
        } finally {
            taken.add(System.nanoTime() - start);
        }
    }

    /** Interrupting doesn't cut a turn off, as it doesn't libvirt's calls. */
    private static <T> T await(Future<T> turn) throws LibvirtException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return turn.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case LibvirtException libvirts -> throw libvirts;
                case RuntimeException ours -> throw ours;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void awaitTurn() {
        ending = true;
        try {
            // Comes after the turn that has begun, and after those that now find that they are too late.
            thread.submit(() -> {}).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
            // Closed, or libvirt doesn't answer.
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
