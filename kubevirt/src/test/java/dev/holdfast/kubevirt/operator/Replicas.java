package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Operators of which the one that holds a Lease works. */
final class Replicas implements AutoCloseable {

    private static final Operator.Waiting SHORT = new Operator.Waiting(Duration.ofMinutes(1), Duration.ofSeconds(4));

    private final Cluster cluster;
    private final DefinitionReader reader;
    private final String namespace;
    private final RulesReview review;

    Replicas(Cluster cluster, DefinitionReader reader, String namespace) throws IOException {
        this.cluster = cluster;
        this.reader = reader;
        this.namespace = namespace;
        this.review = new RulesReview();
    }

    /** One of them, and what it was told last. */
    record Member(Operator operator, KubernetesClient client, AtomicReference<@Nullable Turn> turn) implements AutoCloseable {

        boolean works() {
            return turn.get() instanceof Turn.Works;
        }

        boolean waits() {
            return turn.get() instanceof Turn.Waits;
        }

        boolean hasLost() {
            return turn.get() instanceof Turn.Lost;
        }

        @Override
        public void close() {
            operator.close();
            client.close();
        }
    }

    /** One more, through whose client this is asked of each request. */
    Member start(Interceptor interceptor) {
        KubernetesClient client = cluster.clientWith(review, interceptor);
        AtomicReference<@Nullable Turn> turn = new AtomicReference<>();
        Operator operator = new Operator(
                client, reader, new Operator.Options(Set.of(namespace), 2, -1, namespace), turn::set, SHORT);
        operator.start();
        return new Member(operator, client, turn);
    }

    @Override
    public void close() {
        review.close();
    }
}
