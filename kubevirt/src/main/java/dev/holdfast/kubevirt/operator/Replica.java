package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of several operators that watch the same, of which the one that holds a Lease works. */
final class Replica {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    private final KubernetesClient client;
    private final String lease;
    private final Duration duration;
    private final Consumer<Turn> told;

    /** Of its own even where several run on one host: two that share a name would both work. */
    private final String identity =
            Objects.requireNonNullElse(System.getenv("HOSTNAME"), "holdfast") + "_" + UUID.randomUUID();

    private volatile boolean works;
    private volatile boolean stopping;

    /**
     * One.
     *
     * @param duration for how long the Lease is another's who doesn't renew it
     * @param told is told whose turn it is
     */
    Replica(KubernetesClient client, String lease, Duration duration, Consumer<Turn> told) {
        this.client = client;
        this.lease = lease;
        this.duration = duration;
        this.told = told;
    }

    /** In the proportions that Kubernetes' own controllers have: given up after two thirds of the time, tried every seventh. */
    LeaderElectionConfiguration election() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
                .withLeaseNamespace(client.getNamespace())
                .withIdentity(identity)
                .withLeaseDuration(duration)
                .withRenewDeadline(duration.multipliedBy(2).dividedBy(3))
                .withRetryPeriod(duration.dividedBy(7))
                .withLeaderCallbacks(new LeaderCallbacks(this::works, this::worksNoMore, this::isHeldBy))
                .withExitOnStopLeading(false)
                .build();
    }

    private void works() {
        works = true;
        told.accept(new Turn.Works());
    }

    private void worksNoMore() {
        if (!stopping) {
            works = false;
            told.accept(new Turn.Lost());
        }
    }

    private void isHeldBy(String holder) {
        if (holder != null && !holder.isEmpty() && !holder.equals(identity)) {
            told.accept(new Turn.Waits(holder));
        }
    }

    /** That it is to stop, which isn't a loss. */
    void stops() {
        stopping = true;
    }

    /** Lets the next one have the Lease at once, if this one has it. */
    void release() {
        if (!works) {
            return;
        }
        try {
            Lease held = client.leases().inNamespace(client.getNamespace()).withName(lease).get();
            if (held != null && identity.equals(held.getSpec().getHolderIdentity())) {
                held.getSpec().setHolderIdentity(null);
                client.resource(held).update();
            }
        } catch (KubernetesClientException e) {
            LOG.warn("The Lease {} isn't released and runs out in {} s: {}", lease, duration.toSeconds(), Access.innermost(e));
        }
    }
}
