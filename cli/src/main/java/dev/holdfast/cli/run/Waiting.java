package dev.holdfast.cli.run;

import dev.holdfast.Host;
import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** A host that is asked by few threads at a time, and a clock of how long any of them waited for it. */
final class Waiting implements Host {

    /** A libvirt 9.0 has been seen to die of four clients at once. */
    private static final int MOST_CALLS = 2;

    private final Host host;
    private final Semaphore calls = new Semaphore(MOST_CALLS, true);
    private final Stopwatch clock;

    Waiting(Host host, Stopwatch clock) {
        this.host = host;
        this.clock = clock;
    }

    @Override
    public Platform platform() {
        return timed(host::platform);
    }

    @Override
    public Element complete(Element partial) {
        return timed(() -> host.complete(partial));
    }

    @Override
    public Optional<Element> definition(String nameOrUuid) {
        return timed(() -> host.definition(nameOrUuid));
    }

    @Override
    public Element define(Element domain) {
        return timed(() -> host.define(domain));
    }

    @Override
    public void close() {
        host.close();
    }

    private <T> T timed(Supplier<T> call) {
        calls.acquireUninterruptibly();
        clock.enter();
        try {
            return call.get();
        } finally {
            clock.leave();
            calls.release();
        }
    }
}
