package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spec.kubevirt.Pin;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** KubeVirt's VirtualMachine as JSON, of which Holdfast knows a few fields. */
@Group("kubevirt.io")
@Version("v1")
@Plural("virtualmachines")
@Singular("virtualmachine")
@SuppressWarnings("serial") // Only to JSON.
public class VirtualMachine extends CustomResource<JsonNode, JsonNode> implements Namespaced {

    @Override
    protected @Nullable JsonNode initSpec() {
        return null;
    }

    @Override
    protected @Nullable JsonNode initStatus() {
        return null;
    }

    /** The annotations that KubeVirt gives each instance of it. */
    Map<String, String> templateAnnotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        JsonNode spec = getSpec();
        if (spec != null) {
            spec.path("template").path("metadata").path("annotations").properties()
                    .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
        }
        return annotations;
    }

    /** Its own annotations. */
    Map<String, String> annotations() {
        Map<String, String> own = getMetadata().getAnnotations();
        return own == null ? Map.of() : own;
    }

    /**
     * How its owner wants it pinned; empty where he doesn't say.
     *
     * @throws dev.holdfast.problem.UnusableInputException where it is none of the ways there are
     */
    Optional<Pin> pin() {
        String own = annotations().get(Pin.KEY);
        return Pins.read(own == null ? templateAnnotations().get(Pin.KEY) : own, label());
    }

    /** As messages call it. */
    String label() {
        return "VirtualMachine " + getMetadata().getNamespace() + "/" + getMetadata().getName();
    }
}
