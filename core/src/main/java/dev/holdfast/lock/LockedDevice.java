package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.match.Known;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that is locked of one device.
 *
 * @param id its id, unique in the lock
 * @param listed whether its owner lists it in the spec; false for one that the completer added
 * @param facts its values by path, as {@link Facts} names them
 */
public record LockedDevice(String id, boolean listed, Map<String, Held> facts) {

    /** The device as it was completed. */
    public Element element() {
        return element(false);
    }

    /** As the matcher takes it. */
    public Known known() {
        return new Known(id, element(), listed ? element(true) : null);
    }

    private Element element(boolean writtenOnly) {
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(facts.size());
        facts.forEach((path, held) -> {
            if (!writtenOnly) {
                if (!held.isIgnored()) {
                    values.put(path, held.value());
                }
            } else if (held.isOwners() || held.isIgnored() || held.written() != null) {
                String written = held.written();
                values.put(path, written == null ? held.value() : written);
            }
        });
        if (values.isEmpty()) {
            return Element.of(kind());
        }
        return Facts.toElement(values);
    }

    /** The device's kind, as libvirt names its element. */
    public String kind() {
        return kindOf(facts.keySet().iterator().next());
    }

    /** The first step of a fact's path. */
    static String kindOf(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '@') {
            end++;
        }
        return path.substring(0, end);
    }
}
