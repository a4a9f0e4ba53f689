package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to write back into a spec.
 *
 * @param complete the complete domain, without what is not to be written: values that belong to the host, and ids that
 *     Holdfast gave
 * @param partners for each element below {@code <devices>} of the spec's domain, by identity, the one of
 *     {@code complete}, by identity, that it became
 * @param drifted what was changed elsewhere and is to be taken over; null where what was added is to be written
 */
public record Reflection(Element complete, Map<Element, Element> partners, @Nullable Drifted drifted) {

    /** What was added, and nothing else: nothing of the spec is changed or removed but names that were resolved. */
    public Reflection(Element complete, Map<Element, Element> partners) {
        this(complete, partners, null);
    }

    /** What this device of the spec became; null where it is gone. */
    public @Nullable Element partner(Element device) {
        return partners.get(device);
    }

    /**
     * What was changed elsewhere: just these values are written, changed or removed, and everything else of the spec
     * stays, written out or not.
     *
     * @param devices the changed paths of each device of the spec's domain, by identity; a path starts with the
     *     device's kind
     * @param gone the devices of the spec's domain, by identity, that are no more and are to be removed
     * @param domain the changed paths outside devices
     */
    public record Drifted(Map<Element, Set<String>> devices, Set<Element> gone, Set<String> domain) {

        /** The changed paths of one device; none for a device that is the same. */
        public Set<String> of(Element device) {
            return devices.getOrDefault(device, Set.of());
        }
    }
}
