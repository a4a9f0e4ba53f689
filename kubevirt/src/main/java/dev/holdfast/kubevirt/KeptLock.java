package dev.holdfast.kubevirt;

import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockText;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import java.util.Map;
import java.util.Optional;

/** The lock that an object carries in its annotations. */
public final class KeptLock {

    /**
     * Lets the guest notice changes, where its value is {@code true}: what is started is then locked instead. In the same
     * annotations as the lock.
     */
    public static final String ACCEPT = "holdfast.dev/accept-abi-change";

    private KeptLock() {}

    /**
     * The lock among these annotations; empty where there is none.
     *
     * @param owner whose annotations these are, for messages
     * @throws dev.holdfast.problem.UnusableInputException where it was edited by hand, is of a newer format or isn't a lock
     */
    public static Optional<Lock> in(Map<String, String> annotations, String owner) {
        String packed = annotations.get(LockAnnotation.KEY);
        if (packed == null || packed.isBlank()) {
            return Optional.empty();
        }
        String name = owner + ", annotation " + LockAnnotation.KEY;
        return Optional.of(LockText.read(LockAnnotation.unpack(packed), name));
    }

    /** Whether the owner lets the guest notice changes. */
    public static boolean mayChange(Map<String, String> annotations) {
        return "true".equals(annotations.get(ACCEPT));
    }
}
