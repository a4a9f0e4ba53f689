package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to write back into a spec.
 *
 * @param complete the complete domain, without what is not to be written: values that belong to the host, and ids that
 *     Holdfast gave
 * @param partners for each element below {@code <devices>} of the spec's domain, by identity, the one of
 *     {@code complete}, by identity, that it became
 */
public record Reflection(Element complete, Map<Element, Element> partners) {

    /** What this device of the spec became; null where it is gone. */
    public @Nullable Element partner(Element device) {
        return partners.get(device);
    }
}
