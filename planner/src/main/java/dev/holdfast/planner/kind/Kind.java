package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Shape;

/** A device kind. */
public interface Kind {

    /** What libvirt writes of a device of this kind, in its order. */
    Shape shape();

    /** The first libvirt that knows it; older ones read over it. */
    default Version since() {
        return Versions.libvirt(0, 0);
    }

    /** Fills in what libvirt fills in by looking at the device and the domain, addresses excepted. */
    default void complete(Draft device, Plan plan) {}

    /**
     * Looks whether libvirt would accept the completed device.
     *
     * @throws dev.holdfast.problem.CompleterException where it wouldn't
     */
    default void check(Draft device, Plan plan) {}
}
