package dev.holdfast.cli.run;

import dev.holdfast.Host;
import dev.holdfast.problem.CompleterException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one connection of a command, made when it is first needed, by whichever thread needs it first. */
public final class Connection implements AutoCloseable {

    private final long start = System.nanoTime();
    private final Stopwatch connecting = new Stopwatch();
    private final Stopwatch completing = new Stopwatch();
    private final Connector connector;
    private final String uri;
    private @Nullable Host host;
    private @Nullable CompleterException failure;

    /** To this URI, once it is needed. */
    public Connection(Connector connector, String uri) {
        this.connector = connector;
        this.uri = uri;
    }

    /** Begins to connect, while the first files are read. Whether that succeeds, {@link #host} tells. */
    public Connection ahead() {
        Thread.ofPlatform().name("holdfast-connect").daemon().start(() -> {
            try {
                host();
            } catch (RuntimeException e) {
                // Kept for whoever needs the host; where no file is fit to be completed, nobody does.
            }
        });
        return this;
    }

    /**
     * The host at the other end.
     *
     * @throws CompleterException where there is no connection to be had, now or when it was first tried
     */
    public synchronized Host host() {
        if (failure != null) {
            throw failure;
        }
        if (host == null) {
            connecting.enter();
            try {
                host = new Waiting(connector.connect(uri), completing);
            } catch (CompleterException e) {
                failure = e;
                throw e;
            } finally {
                connecting.leave();
            }
        }
        return host;
    }

    /** Where the time went: in all since the command began, and how much of that was spent on libvirt. */
    public Remark timings() {
        double all = (System.nanoTime() - start) / 1e9;
        double connected = connecting.total() / 1e9;
        double completed = completing.total() / 1e9;
        return Remark.problem(String.format(
                Locale.ROOT,
                "timings: %.3f s in all; connecting %.3f s (%.1f%%), waiting for completions %.3f s (%.1f%%),"
                        + " which were spread over %.3f s",
                all,
                connected,
                100 * connected / all,
                completed,
                100 * completed / all,
                completing.span() / 1e9));
    }

    @Override
    public synchronized void close() {
        if (host != null) {
            host.close();
        }
    }
}
