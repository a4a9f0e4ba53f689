package dev.holdfast.cli.run;

import dev.holdfast.Host;
import dev.holdfast.problem.CompleterException;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
        return reached.host();
    }

    /** Where the time went since the command began. */
    public synchronized Remark timings() {
        long waited = reached == null ? 0 : reached.waited().get().toNanos();
        return Remark.problem("timings: " + seconds(System.nanoTime() - start) + " s in all, connecting "
                + seconds(connecting) + " s, waiting for libvirt " + seconds(waited) + " s");
    }

    /** To a thousandth. Not by String.format, which loads what is known of locales. */
    private static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP);
    }

    @Override
    public synchronized void close() {
        if (reached != null) {
            reached.host().close();
        }
    }
}
