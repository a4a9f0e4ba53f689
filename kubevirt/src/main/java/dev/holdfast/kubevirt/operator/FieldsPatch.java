package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Writes fields of a VirtualMachine's spec. KubeVirt's lists of disks and interfaces are one field each to server-side
 * apply, and so can't be shared with their owner: a JSON patch changes single fields in them.
 */
final class FieldsPatch {

    private FieldsPatch() {}

    /** The VirtualMachine as it is afterwards; 422 where it was changed since it was read. */
    static VirtualMachine apply(KubernetesClient client, VirtualMachine vm, JsonNode patch) {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        steps.addObject()
                .put("op", "test")
                .put("path", "/metadata/resourceVersion")
                .put("value", vm.getMetadata().getResourceVersion());
        patch.forEach(steps::add);
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(LockPatch.FIELD_MANAGER)
                .build();
        return client.resource(vm).patch(context, steps.toString());
    }
}
