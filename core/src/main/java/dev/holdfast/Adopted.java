package dev.holdfast;

import dev.holdfast.lock.Lock;
import dev.holdfast.spec.Spec;

/**
 * A VM taken over from a libvirt.
 *
 * @param spec what its owner would write
 * @param lock all of it
 */
public record Adopted(Spec spec, Lock lock) {}
