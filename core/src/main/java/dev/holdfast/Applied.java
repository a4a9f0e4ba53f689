package dev.holdfast;

import dev.holdfast.spec.Spec;
import java.util.List;

/**
 * A spec applied to a libvirt.
 *
 * @param spec the spec as it was, or with the drift that was taken over and nothing else written into it
 * @param completion what it came to; its lock is still to be written
 * @param how what had to be done
 * @param drift changes made behind Holdfast's back that were taken over
 */
public record Applied(Spec spec, Completion completion, How how, List<DomainChange> drift) {

    /** What had to be done. */
    public enum How {
        /** libvirt has it already, exactly; at most Holdfast's mark in it was made to name the spec as it is now. */
        UNCHANGED,
        /** It was defined. */
        DEFINED,
        /** libvirt had it, from an apply that ended before its lock was written. */
        RECOVERED
    }
}
