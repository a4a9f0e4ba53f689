package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.Pin;
import dev.holdfast.lock.Pinned;
import dev.holdfast.match.Identity;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.Spec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is submitted to a completer.
 *
 * @param pinned the spec's domain with the lock's values in it
 * @param domain the same, settled by the spec's format, its devices carrying their ids
 * @param ids the devices' ids, by the identity of their places
 */
record Submission(Pinned pinned, Element domain, Map<Place, String> ids) {

    static Submission of(Spec spec, @Nullable Lock lock, Platform platform) {
        SpecCheck.check(spec.domain());
        Pinned pinned = lock == null ? Pin.nothing(spec.domain()) : Pin.pin(spec.domain(), spec::written, lock, platform.version());
        Element settled = spec.settle(pinned.domain(), platform.domainTypes());
        Identity.Identified identified = Identity.assign(DeviceKinds.in(settled), pinned.held());
        return new Submission(
                pinned, DeviceKinds.replaceIn(settled, identified.devices()), identified.ids());
    }
}
