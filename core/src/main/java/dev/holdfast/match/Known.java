package dev.holdfast.match;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import org.jspecify.annotations.Nullable;

/**
 * A device of which a lock tells.
 *
 * @param id its id, as the lock has it
 * @param element all that is locked of it
 * @param written what its owner wrote of it; null for one that the completer added
 */
public record Known(String id, Element element, @Nullable Element written) {

    /** True where its owner lists it, false where the completer added it. */
    public boolean listed() {
        return written != null;
    }

    /** As a user would name it. */
    public String label() {
        String label = DeviceKinds.label(element);
        return label.equals(id) ? label : label + " (" + id + ")";
    }
}
