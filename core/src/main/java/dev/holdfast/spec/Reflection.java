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
     * What was changed elsewhere: what differs between these elements and their counterparts in {@code complete} is
     * written, changed or removed, and everything else of the spec stays, written out or not.
     *
     * @param devices what each device of the spec's domain, by identity, was before; one that isn't here didn't change
     * @param gone the devices of the spec's domain, by identity, that are no more and are to be removed
     * @param domain what the domain outside its devices was before
     */
    public record Drifted(Map<Element, Element> devices, Set<Element> gone, Element domain) {}
}
