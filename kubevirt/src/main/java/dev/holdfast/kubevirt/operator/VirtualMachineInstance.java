package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** KubeVirt's VirtualMachineInstance: a VirtualMachine as it was started. */
@Group("kubevirt.io")
@Version("v1")
@SuppressWarnings("serial") // Only to JSON.
public class VirtualMachineInstance extends CustomResource<JsonNode, JsonNode> implements Namespaced {

    @Override
    protected @Nullable JsonNode initSpec() {
        return null;
    }

    @Override
    protected @Nullable JsonNode initStatus() {
        return null;
    }

    /** True while its domain is there to be read, and it isn't on its way out. */
    boolean isRunning() {
        return getMetadata().getDeletionTimestamp() == null && "Running".equals(status("phase"));
    }

    /** The node that it runs on; empty where none is known. */
    String node() {
        return status("nodeName");
    }

    private String status(String field) {
        JsonNode status = getStatus();
        return status == null ? "" : status.path(field).asText("");
    }

    /** Its own annotations. */
    Map<String, String> annotations() {
        Map<String, String> own = getMetadata().getAnnotations();
        return own == null ? Map.of() : own;
    }

    /** The name that KubeVirt gives its domain in libvirt. */
    String domainName() {
        return getMetadata().getNamespace() + "_" + getMetadata().getName();
    }
}
