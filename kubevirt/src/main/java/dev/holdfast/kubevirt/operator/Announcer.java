package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events, which {@code kubectl describe} prints. An event that can't be written is logged; nothing hangs on it. */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final KubernetesClient client;
    private volatile boolean silent;

    Announcer(KubernetesClient client) {
        this.client = client;
    }

    void announce(HasMetadata about, Conditions.Condition condition) {
        if (silent) {
            return;
        }
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        boolean fine = condition.type().equals(Conditions.PINNED);
        try {
            client.v1()
                    .events()
                    .inNamespace(about.getMetadata().getNamespace())
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withNamespace(about.getMetadata().getNamespace())
                            .withGenerateName(about.getMetadata().getName() + ".")
                            .endMetadata()
                            .withNewInvolvedObject()
                            .withApiVersion(about.getApiVersion())
                            .withKind(about.getKind())
                            .withNamespace(about.getMetadata().getNamespace())
                            .withName(about.getMetadata().getName())
                            .withUid(about.getMetadata().getUid())
                            .endInvolvedObject()
                            .withType(fine ? "Normal" : "Warning")
                            .withReason(fine ? condition.reason() : condition.type() + condition.reason())
                            .withMessage(shortened(condition.message()))
                            .withNewSource()
                            .withComponent(LockPatch.FIELD_MANAGER)
                            .endSource()
                            .withReportingComponent(LockPatch.FIELD_MANAGER)
                            .withFirstTimestamp(now)
                            .withLastTimestamp(now)
                            .withCount(1)
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            // An API without events will have none for the next one either.
            boolean told = silent;
            silent = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
            if (!told && silent) {
                LOG.warn("This API keeps no events");
            } else if (!silent) {
                LOG.warn("No event could be written for {}: {}", about.getMetadata().getName(), e.getMessage());
            }
        }
    }

    /** Kubernetes takes no longer message than this. */
    private static String shortened(String message) {
        return message.length() <= 1024 ? message : message.substring(0, 1021) + "...";
    }
}
