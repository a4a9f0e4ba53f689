package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.domain.Element;
import java.util.List;

/**
 * A domain with a lock's values in it.
 *
 * @param domain what to define
 * @param changes what it says against the lock and a guest would notice; where there are any, the guest gets what the
 *     domain said before
 */
public record HeldDomain(Element domain, List<AbiChange> changes) {}
