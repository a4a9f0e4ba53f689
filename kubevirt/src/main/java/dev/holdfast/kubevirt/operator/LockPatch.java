package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;

/**
 * Puts a lock onto a VirtualMachine: one field, by server-side apply. What somebody else applies is his. What somebody only
 * brought with him, as a clone or a restore does, is Holdfast's own from before, and taken over. Nothing is written onto an
 * object that was deleted, made anew or changed since it was read.
 */
final class LockPatch {

    /** Whose field it is. */
    static final String FIELD_MANAGER = "holdfast";

    private static final List<String> FIELD =
            List.of("f:spec", "f:template", "f:metadata", "f:annotations", "f:" + LockAnnotation.KEY);

    private LockPatch() {}

    /** The VirtualMachine as it is afterwards. */
    static VirtualMachine apply(KubernetesClient client, VirtualMachine vm, String annotation) {
        VirtualMachine patch = new VirtualMachine();
        // Both are preconditions: apply would create an object that isn't there any more.
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(vm.getMetadata().getNamespace())
                .withName(vm.getMetadata().getName())
                .withUid(vm.getMetadata().getUid())
                .withResourceVersion(vm.getMetadata().getResourceVersion())
                .build());
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("template").putObject("metadata").putObject("annotations").put(LockAnnotation.KEY, annotation);
        patch.setSpec(spec);
        return client.resource(patch)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FIELD_MANAGER)
                        .withForce(!isAppliedByAnother(vm))
                        .build());
    }

    private static boolean isAppliedByAnother(VirtualMachine vm) {
        return vm.getMetadata().getManagedFields().stream()
                .filter(owner -> "Apply".equals(owner.getOperation()) && !FIELD_MANAGER.equals(owner.getManager()))
                .anyMatch(owner -> owner.getFieldsV1() != null && holds(owner.getFieldsV1().getAdditionalProperties()));
    }

    private static boolean holds(Map<String, Object> fields) {
        Object inner = fields;
        for (String step : FIELD) {
            inner = inner instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return inner != null;
    }
}
