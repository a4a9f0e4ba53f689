package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Tells conditions in objects' statuses. */
final class StatusPatch {

    private final KubernetesClient client;

    StatusPatch(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Tells an object a condition.
     *
     * @return whether it was told now; not where it was told already, or can't be
     */
    boolean tell(HasMetadata object, @Nullable JsonNode status, Conditions.Condition condition) {
        if (Conditions.tells(status, condition)) {
            return false;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        // The list is one field to the API: whoever changed it since must be read first.
        patch.putObject("metadata").put("resourceVersion", object.getMetadata().getResourceVersion());
        patch.putObject("status").set("conditions", Conditions.with(status, condition));
        PatchContext merge = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(LockPatch.FIELD_MANAGER)
                .build();
        try {
            client.resource(object).subresource("status").patch(merge, patch.toString());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            // Gone; or a cluster whose objects of this kind have no status of its own.
            return false;
        }
    }
}
