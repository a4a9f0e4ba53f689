package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device that a completer gave back, and what it was before.
 *
 * @param complete the device as it came back
 * @param submitted what was submitted of it; null for one that the completer added
 * @param own what the spec says of it, if anything
 * @param written what its owner wrote of it: that without what the spec's format fills in
 * @param known what the lock knows of it, if anything
 * @param asLocked whether it came back just as it is locked
 * @param unedited whether its owner writes of it just what was locked
 */
record Returned(
        Element complete,
        @Nullable Element submitted,
        @Nullable Element own,
        @Nullable Element written,
        @Nullable Known known,
        boolean asLocked,
        boolean unedited) {

    /** Every device of a complete domain in its order. */
    static List<Returned> in(Element complete, Spec spec, Submission submission, Pairs<Element> pairs) {
        Map<Place, Element> stated = new IdentityHashMap<>();
        for (Element device : DeviceKinds.in(spec.domain())) {
            if (device.place() != null) {
                stated.put(device.place(), device);
            }
        }
        List<Returned> all = new ArrayList<>();
        for (Element device : DeviceKinds.in(complete)) {
            Element submitted = pairs.was(device);
            Place place = submitted == null ? null : submitted.place();
            Known known = place == null ? null : submission.pinned().held().get(place);
            Element own = place == null ? null : stated.get(place);
            all.add(new Returned(
                    device,
                    submitted,
                    own,
                    own == null ? null : spec.written(own),
                    known,
                    known != null && known.is(device),
                    known != null && submission.pinned().unedited().contains(place)));
        }
        return all;
    }

    /** True where nothing was decided anew: it came out as it was locked, and its owner writes the same of it. */
    boolean isAsBefore() {
        return asLocked && unedited;
    }
}
