package dev.holdfast.kubevirt.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operator's process: the watch, and what is asked of it over HTTP. */
public final class Operator implements AutoCloseable {

    /**
     * How it runs.
     *
     * @param namespaces which to watch; all where none is named
     * @param threads how many VirtualMachines at once
     * @param port for {@code /metrics}, {@code /healthz} and {@code /readyz}; 0 for any, negative for none
     * @param lease the name of the Lease by which one of several is chosen; null where there is only this one
     */
    public record Options(Set<String> namespaces, int threads, int port, @Nullable String lease) {}

    private final io.javaoperatorsdk.operator.Operator operator;
    private final KubernetesClient client;
    private final Options options;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final @Nullable HttpServer server;
    private final @Nullable Replica replica;

    /**
     * How long is waited for others.
     *
     * @param patience how long KubeVirt has to tell a VirtualMachine what its instance was told
     * @param lease for how long a Lease is another's who doesn't renew it
     */
    record Waiting(Duration patience, Duration lease) {

        /** As a rule. */
        static final Waiting USUAL = new Waiting(Duration.ofMinutes(1), Duration.ofSeconds(15));
    }

    /** An operator that isn't started, and works without a Lease or tells nobody of it. */
    public Operator(KubernetesClient client, DefinitionReader reader, Options options) {
        this(client, reader, options, turn -> {});
    }

    /**
     * An operator that isn't started.
     *
     * @param told is told whose turn it is to work, where there is a Lease
     */
    public Operator(KubernetesClient client, DefinitionReader reader, Options options, Consumer<Turn> told) {
        this(client, reader, options, told, Waiting.USUAL);
    }

    Operator(KubernetesClient client, DefinitionReader reader, Options options, Consumer<Turn> told, Waiting waiting) {
        this.client = client;
        this.options = options;
        String lease = options.lease();
        replica = lease == null ? null : new Replica(client, lease, waiting.lease(), told);
        operator = new io.javaoperatorsdk.operator.Operator(settings -> {
            settings.withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withConcurrentReconciliationThreads(options.threads())
                    .withUseSSAToPatchPrimaryResource(false)
                    .checkingCRDAndValidateLocalModel(false)
                    .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry));
            if (replica != null) {
                settings.withLeaderElectionConfiguration(replica.election());
            }
        });
        VmReconciler reconciler = new VmReconciler(
                new Pinner(reader),
                new Pins(client),
                new Teller(new StatusPatch(client), new Announcer(client), waiting.patience()),
                new Counts(registry));
        operator.register(reconciler, controller -> {
            controller.withName("virtualmachine").withGenerationAware(false).withFieldManager(LockPatch.FIELD_MANAGER);
            if (!options.namespaces().isEmpty()) {
                controller.settingNamespaces(options.namespaces());
            }
        });
        server = options.port() < 0 ? null : serve(options.port());
    }

    /**
     * Starts watching; returns once the first lists are there.
     *
     * @throws UnusableInputException where the cluster can't be watched, or its Lease can't be held
     */
    public void start() {
        Access.check(client, options.namespaces());
        try {
            operator.start();
        } catch (OperatorException e) {
            throw new UnusableInputException(Problem.of(
                    "The operator can't start: " + Access.innermost(e),
                    options.lease() == null ? "" : "See that it may get, create and update Leases, or leave --lease out"));
        }
    }

    /** The port that it answers on; -1 for none. */
    public int port() {
        return server == null ? -1 : server.getAddress().getPort();
    }

    /** Its metrics in Prometheus' text format. */
    public String metrics() {
        return registry.scrape();
    }

    @Override
    public void close() {
        if (replica != null) {
            replica.stops();
        }
        operator.stop();
        if (replica != null) {
            replica.release();
        }
        if (server != null) {
            server.stop(0);
        }
        registry.close();
    }

    private HttpServer serve(int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(port), 0);
            http.createContext("/metrics", exchange -> answer(exchange, HttpURLConnection.HTTP_OK, metrics()));
            http.createContext("/healthz", exchange -> answer(exchange, isHealthy()));
            http.createContext("/readyz", exchange -> answer(exchange, operator.getRuntimeInfo().isStarted()));
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " can't be listened on: " + e.getMessage(), e);
        }
    }

    private boolean isHealthy() {
        return !operator.getRuntimeInfo().isStarted() || operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    private static void answer(HttpExchange exchange, boolean fine) throws IOException {
        answer(exchange, fine ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE, fine ? "ok\n" : "no\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
