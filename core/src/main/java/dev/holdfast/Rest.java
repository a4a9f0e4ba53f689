package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Pinned;
import dev.holdfast.match.Known;
import dev.holdfast.spec.Spec;

/**
 * The domain outside its devices, as a completer gave it back.
 *
 * @param complete as it came back
 * @param own what the spec says of it
 * @param written what its owner wrote of it: that without what the spec's format fills in
 * @param asLocked whether it came back just as it is locked
 * @param unedited whether its owner writes of it just what was locked
 */
record Rest(Element complete, Element own, Element written, boolean asLocked, boolean unedited) {

    static Rest of(Element complete, Spec spec, Pinned pinned) {
        Element rest = DeviceKinds.outside(complete);
        Element own = DeviceKinds.outside(spec.domain());
        Element said = spec.written(spec.domain());
        Element written = said == spec.domain() ? own : DeviceKinds.outside(said);
        Known known = pinned.rest();
        return new Rest(
                rest, own, written, known != null && known.is(rest), known != null && known.isWrittenAs(written));
    }

    /** True where nothing was decided anew. */
    boolean isAsBefore() {
        return asLocked && unedited;
    }
}
