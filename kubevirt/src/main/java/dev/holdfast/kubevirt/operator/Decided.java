package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided last about each VirtualMachine, and for which state of its objects. To read a domain is dear, and most
 * events are about what decides nothing: conditions, and what the operator wrote itself.
 */
final class Decided {

    /** More than this are decided about once more. */
    private static final int MOST = 100_000;

    /**
     * What is to be told of a decision.
     *
     * @param condition null where nothing is
     */
    record Outcome(Conditions.@Nullable Condition condition) {}

    private record Known(State state, Outcome outcome) {}

    private record State(Part vm, @Nullable Part instance) {}

    /** All of an object that a decision can hang on; hashes stand for what is long. */
    private record Part(String uid, @Nullable Long generation, boolean going, int annotations, int spec, int status) {}

    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /** What was decided about these objects as they are; empty where that is still to be done. */
    synchronized Optional<Outcome> of(VirtualMachine vm, @Nullable VirtualMachineInstance instance) {
        Known last = known.get(vm.getMetadata().getUid());
        return last != null && last.state().equals(state(vm, instance)) ? Optional.of(last.outcome()) : Optional.empty();
    }

    synchronized void put(VirtualMachine vm, @Nullable VirtualMachineInstance instance, Outcome outcome) {
        known.put(vm.getMetadata().getUid(), new Known(state(vm, instance), outcome));
    }

    synchronized void forget(VirtualMachine vm) {
        known.remove(vm.getMetadata().getUid());
    }

    private static State state(VirtualMachine vm, @Nullable VirtualMachineInstance instance) {
        return new State(
                part(vm.getMetadata(), vm.getSpec(), 0),
                instance == null ? null : part(instance.getMetadata(), instance.getSpec(), hash(instance.getStatus())));
    }

    private static Part part(ObjectMeta metadata, @Nullable JsonNode spec, int status) {
        return new Part(
                metadata.getUid(),
                metadata.getGeneration(),
                metadata.getDeletionTimestamp() != null,
                Objects.hashCode(metadata.getAnnotations()),
                Objects.hashCode(spec),
                status);
    }

    /** Without the conditions, among which are the operator's own. */
    private static int hash(@Nullable JsonNode status) {
        int hash = 0;
        if (status != null) {
            for (Map.Entry<String, JsonNode> field : status.properties()) {
                hash += field.getKey().equals("conditions") ? 0 : field.hashCode();
            }
        }
        return hash;
    }
}
