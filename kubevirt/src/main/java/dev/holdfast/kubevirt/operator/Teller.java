package dev.holdfast.kubevirt.operator;

import dev.holdfast.kubevirt.operator.Conditions.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a VirtualMachine's condition. KubeVirt copies every condition of an instance to its VirtualMachine, and takes from
 * the VirtualMachine those that its instance doesn't have. So the instance is told, and KubeVirt tells the VirtualMachine;
 * where it hasn't after a while, it is told from here.
 */
final class Teller {

    private final StatusPatch statuses;
    private final Announcer announcer;
    private final Duration patience;

    /**
     * A teller.
     *
     * @param patience how long KubeVirt has to copy a condition
     */
    Teller(StatusPatch statuses, Announcer announcer, Duration patience) {
        this.statuses = statuses;
        this.announcer = announcer;
        this.patience = patience;
    }

    /** Tells what isn't told yet; says when to look again, if at all. */
    Optional<Duration> tell(VirtualMachine vm, @Nullable VirtualMachineInstance instance, Condition condition) {
        if (instance != null && statuses.tell(instance, instance.getStatus(), condition)) {
            announcer.announce(vm, condition);
            return Optional.of(patience);
        }
        if (Conditions.tells(vm.getStatus(), condition)) {
            return Optional.empty();
        }
        Duration left = instance == null ? Duration.ZERO : left(instance);
        if (left.isPositive()) {
            return Optional.of(left);
        }
        if (statuses.tell(vm, vm.getStatus(), condition) && instance == null) {
            announcer.announce(vm, condition);
        }
        return Optional.empty();
    }

    private Duration left(VirtualMachineInstance instance) {
        return Conditions.since(instance.getStatus())
                .map(since -> Duration.between(Instant.now(), since.plus(patience)))
                .orElse(Duration.ZERO);
    }
}
