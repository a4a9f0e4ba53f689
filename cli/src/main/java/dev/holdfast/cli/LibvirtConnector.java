package dev.holdfast.cli;

import dev.holdfast.Completer;
import dev.holdfast.cli.run.Connector;
import dev.holdfast.cli.run.Reached;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.planner.platform.capture.Source;
import dev.holdfast.problem.CompleterException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The one place that names the libvirt module, so that what doesn't connect doesn't load it. */
final class LibvirtConnector implements Connector {

    private volatile @Nullable Begun begun;

    private record Begun(String uri, CompletableFuture<Libvirt> connecting) {}

    /** Connects where there is no host in the URI, and so nobody who might ask for a password; else loads the library. */
    @Override
    public void ahead(String uri) {
        if (uri.contains(":///")) {
            Begun beginning = new Begun(uri, new CompletableFuture<>());
            begun = beginning;
            start(() -> begin(beginning));
        } else {
            start(LibvirtConnector::load);
        }
    }

    private static void begin(Begun beginning) {
        try {
            Libvirt libvirt = Libvirt.connect(beginning.uri);
            beginning.connecting.complete(libvirt);
            libvirt.prepareToComplete();
        } catch (RuntimeException | Error e) {
            // Too late for who has the connection already, and for whom it will fail again where it matters.
            beginning.connecting.completeExceptionally(e);
        }
    }

    private static void start(Runnable work) {
        Thread.ofPlatform().name("holdfast-ahead").daemon().start(work);
    }

    @Override
    public Reached connect(String uri) {
        Begun before = begun;
        begun = null;
        Libvirt libvirt =
                before != null && before.uri.equals(uri) ? reached(before.connecting) : Libvirt.connect(uri);
        return new Reached(libvirt, libvirt::waited, new Source() {
            @Override
            public Completer completer() {
                return libvirt;
            }

            @Override
            public Element capabilities() {
                return libvirt.capabilities();
            }

            @Override
            public Element domainCapabilities(String machine, String domainType) {
                return libvirt.domainCapabilities(machine, domainType);
            }
        });
    }

    private static Libvirt reached(CompletableFuture<Libvirt> connecting) {
        try {
            return connecting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CompleterException failed) {
                throw failed;
            }
            throw e;
        }
    }

    /** Where that fails, connecting will say so. */
    private static void load() {
        try {
            Libvirt.prepare();
        } catch (CompleterException e) {
            // Said where it matters.
        }
    }
}
