package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.lock.Lock;
import dev.holdfast.spec.Reflection;
import java.util.List;

/**
 * What became of a VM that somebody else defines and starts.
 *
 * @param lock what its definition holds; the earlier lock itself where it holds just that
 * @param changes what its guest would notice since the earlier lock; none where there was none
 * @param reflection what there is to write back into the spec
 */
public record Observed(Lock lock, List<AbiChange> changes, Reflection reflection) {

    /** True where the definition has what the earlier lock holds of every device that stayed. */
    public boolean isHeld() {
        return changes.isEmpty();
    }
}
