package dev.holdfast.device;

import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values that tell one device of a kind from another.
 *
 * @param paths where the values are, all of which a device must have for the key to count
 * @param words the paths at which libvirt's own words stand, which some of its versions read in any case
 * @param strength how much it says
 */
public record Key(List<String> paths, Set<String> words, Strength strength) {

    /** How much a key says. */
    public enum Strength {
        /** Two devices with different values can't be the same one. */
        STRONG,
        /** Its owner may change it on a device that stays, but no two devices have it in common: the path of an image. */
        WEAK,
        /** Several devices may have it in common, such as a network; it tells only where no two do. */
        SHARED
    }

    private static final Set<String> WORDS = Set.of("type", "model", "bus", "mode", "backend", "protocol");

    /** A key whose change makes another device. */
    public static Key strong(String... paths) {
        return of(Strength.STRONG, paths);
    }

    /** A key that a device may change and stay. */
    public static Key weak(String... paths) {
        return of(Strength.WEAK, paths);
    }

    /** A key that other devices may have as well. */
    public static Key shared(String... paths) {
        return of(Strength.SHARED, paths);
    }

    private static Key of(Strength strength, String... paths) {
        Set<String> words = Stream.of(paths)
                .filter(path -> WORDS.contains(path.substring(path.indexOf('@') + 1)))
                .collect(Collectors.toUnmodifiableSet());
        return new Key(List.of(paths), words, strength);
    }

    /** True for a key whose change makes another device. */
    public boolean strong() {
        return strength == Strength.STRONG;
    }

    /** A device's values, or null where it lacks one of them. */
    public @Nullable List<String> of(Values device) {
        if (paths.size() == 1) {
            String value = of(device, paths.getFirst());
            return value == null ? null : List.of(value);
        }
        List<String> values = new ArrayList<>(paths.size());
        for (String path : paths) {
            String value = of(device, path);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private @Nullable String of(Values device, String path) {
        String value = device.value(path);
        if (value == null || value.isEmpty()) {
            return null;
        }
        return words.contains(path) ? value.toLowerCase(Locale.ROOT) : NormalForm.of(value);
    }
}
