package dev.holdfast.cli.run;

import dev.holdfast.Completer;
import dev.holdfast.Host;
import dev.holdfast.planner.platform.capture.Source;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import org.jspecify.annotations.Nullable;

/** The one connection of a command, made when it is first needed, by whichever thread needs it first. */
public final class Connection implements AutoCloseable {

    private final long start = System.nanoTime();
    private final Connector connector;
    private final String uri;
    private @Nullable Reached reached;
    private long connecting;
    private @Nullable CompleterException failure;

    /** To this URI, once it is needed. */
    public Connection(Connector connector, String uri) {
        this.connector = connector;
        this.uri = uri;
    }

    /** Begins to connect, while the first files are read. Whether that succeeds, {@link #completer} tells. */
    public Connection ahead() {
        Thread.ofPlatform().name("holdfast-connect").daemon().start(() -> {
            try {
                completer();
            } catch (RuntimeException e) {
                // Kept for whoever needs it; where no file is fit to be completed, nobody does.
            }
        });
        return this;
    }

    /**
     * The host at the other end.
     *
     * @throws CompleterException where there is no connection to be had, now or when it was first tried
     * @throws UnusableInputException where there is something else, which keeps no domains
     */
    public Host host() {
        if (completer() instanceof Host host) {
            return host;
        }
        throw new UnusableInputException(
                Problem.of(uri + " keeps no domains, and this needs a libvirt that does", "Say --on qemu:///system"));
    }

    /**
     * What a platform can be captured from.
     *
     * @throws CompleterException where there is no connection to be had, now or when it was first tried
     * @throws UnusableInputException where there is something else
     */
    public synchronized Source source() {
        completer();
        if (reached == null || reached.source() == null) {
            throw new UnusableInputException(
                    Problem.of(uri + " is no libvirt to capture from", "Name one, such as qemu:///system"));
        }
        return reached.source();
    }

    /**
     * The completer at the other end, a host or the planner.
     *
     * @throws CompleterException where there is no connection to be had, now or when it was first tried
     */
    public synchronized Completer completer() {
        if (failure != null) {
            throw failure;
        }
        if (reached == null) {
            long since = System.nanoTime();
            try {
                reached = connector.connect(uri);
            } catch (CompleterException e) {
                failure = e;
                throw e;
            } finally {
                connecting = System.nanoTime() - since;
            }
        }
        return reached.completer();
    }

    /** Where the time went since the command began. */
    public synchronized Remark timings() {
        long waited = reached == null ? 0 : reached.waited().get().toNanos();
        return Remark.problem("timings: " + seconds(System.nanoTime() - start) + " s in all, connecting "
                + seconds(connecting) + " s, waiting for libvirt " + seconds(waited) + " s");
    }

    /** To a thousandth. Neither String.format nor BigDecimal: the first use of either takes longer than many a start. */
    private static String seconds(long nanos) {
        long thousandths = (nanos + 500_000) / 1_000_000;
        return thousandths / 1000 + "." + Long.toString(1000 + thousandths % 1000).substring(1);
    }

    @Override
    public synchronized void close() {
        if (reached != null) {
            reached.completer().close();
        }
    }
}
