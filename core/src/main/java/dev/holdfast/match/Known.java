package dev.holdfast.match;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Values;
import org.jspecify.annotations.Nullable;

/**
 * A device of which a lock tells.
 *
 * @param id its id, as the lock has it
 * @param locked all that is locked of it
 * @param words what its owner wrote of it; null for one that the completer added
 */
public record Known(String id, Words locked, @Nullable Words words) implements Values {

    /** One of which its owner wrote this; null where the completer added it. */
    public Known(String id, Element element, @Nullable Element written) {
        this(id, Words.of(element), written == null ? null : Words.of(written));
    }

    /** One that the completer added. */
    public static Known unlisted(String id, Element element) {
        return new Known(id, Words.of(element), null);
    }

    /** True where its owner lists it, false where the completer added it. */
    public boolean listed() {
        return words != null;
    }

    /** All that is locked of it. */
    public Element element() {
        return locked.element();
    }

    /** True where a device is just as this one is locked. */
    public boolean is(Element device) {
        return locked.are(device);
    }

    @Override
    public String name() {
        return locked.name();
    }

    @Override
    public @Nullable String value(String path) {
        return locked.value(path);
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
        String label = DeviceKinds.label(locked);
        return label.equals(id) ? label : label + " (" + id + ")";
    }
}
