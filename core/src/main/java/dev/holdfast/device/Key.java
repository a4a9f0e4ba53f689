package dev.holdfast.device;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values that tell one device of a kind from another.
 *
 * @param paths where the values are, all of which a device must have for the key to count
 * @param strong true where two devices with different values can't be the same one; false for what its owner may
 *     change on a device that stays, such as the path of an image
 */
public record Key(List<String> paths, boolean strong) {

    /** A key whose change makes another device. */
    public static Key strong(String... paths) {
        return new Key(List.of(paths), true);
    }

    /** A key that a device may change and stay. */
    public static Key weak(String... paths) {
        return new Key(List.of(paths), false);
    }

    /** A device's values, or null where it lacks one of them. */
    public @Nullable List<String> of(Element device) {
        List<String> values = new ArrayList<>(paths.size());
        for (String path : paths) {
            String value = device.value(path);
            if (value == null || value.isEmpty()) {
                return null;
            }
            values.add(value.toLowerCase(Locale.ROOT));
        }
        return values;
    }
}
