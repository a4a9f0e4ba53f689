package dev.holdfast.match;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import org.jspecify.annotations.Nullable;

/**
 * A device of which a lock tells.
 *
 * @param id its id, as the lock has it
 * @param element all that is locked of it
 * @param words what its owner wrote of it; null for one that the completer added
 */
public record Known(String id, Element element, @Nullable Words words) {

    /** One of which its owner wrote this; null where the completer added it. */
    public Known(String id, Element element, @Nullable Element written) {
        this(id, element, written == null ? null : Words.of(written));
    }

    /** True where its owner lists it, false where the completer added it. */
    public boolean listed() {
        return words != null;
    }

    /** What its owner wrote of it; null for one that the completer added. */
    public @Nullable Element written() {
        return words == null ? null : words.element();
    }

    /** True where its owner writes the same of it now: nothing, of one that the completer added. */
    public boolean isWrittenAs(@Nullable Element own) {
        return words == null || own == null ? words == null && own == null : words.are(own);
    }

    /** As a user would name it. */
    public String label() {
        String label = DeviceKinds.label(element);
        return label.equals(id) ? label : label + " (" + id + ")";
    }
}
