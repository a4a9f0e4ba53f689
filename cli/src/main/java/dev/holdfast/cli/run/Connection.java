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

    /** Where the time went: in all since the command began, for connecting, and waiting for the completer. */
    public Remark timings() {
        double all = (System.nanoTime() - start) / 1e9;
        double waited = completing.total() / 1e9;
        return Remark.problem(String.format(
                Locale.ROOT,
                "timings: %.3f s in all, %.3f s connecting, %.3f s from the first call to the last, of which %.3f s"
                        + " waiting for the completer: %.1f%% of all",
                all,
                connecting.total() / 1e9,
                completing.span() / 1e9,
                waited,
                100 * waited / all));
    }

    @Override
    public synchronized void close() {
        if (host != null) {
            host.close();
        }
    }
}
