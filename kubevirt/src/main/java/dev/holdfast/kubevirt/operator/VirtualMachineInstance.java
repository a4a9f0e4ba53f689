package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** KubeVirt's VirtualMachineInstance: a VirtualMachine as it was started. */
@Group("kubevirt.io")
@Version("v1")
@Plural("virtualmachineinstances")
@Singular("virtualmachineinstance")
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

    /** It as JSON text, but for what decides no hardware and is long: who wrote which field. */
    String manifest() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", getApiVersion()).put("kind", getKind());
        ObjectNode metadata = manifest.putObject("metadata");
        metadata.put("name", getMetadata().getName()).put("namespace", getMetadata().getNamespace()).put("uid", getMetadata().getUid());
        ObjectNode annotations = metadata.putObject("annotations");
        annotations().forEach(annotations::put);
        manifest.set("spec", getSpec());
        manifest.set("status", getStatus());
        return manifest.toString();
    }

    /** The name that KubeVirt gives its domain in libvirt. */
    String domainName() {
        return getMetadata().getNamespace() + "_" + getMetadata().getName();
    }
}
