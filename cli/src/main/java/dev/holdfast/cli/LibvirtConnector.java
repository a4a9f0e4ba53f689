package dev.holdfast.cli;

import dev.holdfast.Completer;
import dev.holdfast.cli.run.Connector;
import dev.holdfast.cli.run.Reached;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.planner.platform.capture.Source;
import dev.holdfast.problem.CompleterException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** The one place that names the libvirt module, so that what doesn't connect doesn't load it. */
final class LibvirtConnector implements Connector {

    /** Connections begun, by their URIs. */
    private final Map<String, CompletableFuture<Libvirt>> begun = new ConcurrentHashMap<>();

    /** Connects where there is no host in the URI, and so nobody who might ask for a password; else loads the library. */
    @Override
    public void ahead(String uri) {
        if (uri.contains(":///")) {
            CompletableFuture<Libvirt> connecting = new CompletableFuture<>();
            begun.put(uri, connecting);
            // What fails while preparing will fail again where it matters.
            connecting.thenAccept(Libvirt::prepareToComplete);
            start(() -> connecting.completeAsync(() -> Libvirt.connect(uri), Runnable::run));
        } else {
            start(LibvirtConnector::load);
        }
    }

    private static void start(Runnable work) {
        Thread.ofPlatform().name("holdfast-ahead").daemon().start(work);
    }

    @Override
    public Reached connect(String uri) {
        CompletableFuture<Libvirt> connecting = begun.remove(uri);
        Libvirt libvirt = connecting == null ? Libvirt.connect(uri) : reached(connecting);
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
