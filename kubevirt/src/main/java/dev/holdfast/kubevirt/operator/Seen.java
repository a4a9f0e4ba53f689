package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which versions of its objects were looked at last: what the operator writes itself comes back as an event. */
final class Seen {

    /** More than this are looked at once more. */
    private static final int MOST = 100_000;

    private final Map<String, String> versions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean is(VirtualMachine vm, @Nullable VirtualMachineInstance instance) {
        return versions(vm, instance).equals(versions.get(vm.getMetadata().getUid()));
    }

    synchronized void put(VirtualMachine vm, @Nullable VirtualMachineInstance instance) {
        versions.put(vm.getMetadata().getUid(), versions(vm, instance));
    }

    synchronized void forget(VirtualMachine vm) {
        versions.remove(vm.getMetadata().getUid());
    }

    private static String versions(VirtualMachine vm, @Nullable VirtualMachineInstance instance) {
        return version(vm) + " " + (instance == null ? "" : version(instance));
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getUid() + " " + object.getMetadata().getResourceVersion();
    }
}
