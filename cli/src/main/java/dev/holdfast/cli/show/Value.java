package dev.holdfast.cli.show;

import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.LockedDevice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of a device, and who decided it.
 *
 * @param name where it stands, without the device's own name
 * @param held the value and its origin
 */
public record Value(String name, Held held) {

    /** What tells most of a device, in this order. */
    private static final List<String> MAIN =
            List.of("target@dev", "mac@address", "@type", "@index", "@bus", "@model", "model@type", "target@bus");

    /** The values that tell most of a device. */
    public static List<Value> main(LockedDevice device) {
        List<Value> values = new ArrayList<>();
        for (String name : MAIN) {
            String path = device.kind() + (name.startsWith("@") ? "" : "/") + name;
            Held held = device.facts().get(path);
            if (held != null && !held.isIgnored()) {
                values.add(new Value(Facts.below(path), held));
            }
        }
        return values;
    }

    /** All values of a device. */
    public static List<Value> all(LockedDevice device) {
        List<Value> values = new ArrayList<>();
        device.facts().forEach((path, held) -> values.add(new Value(Facts.below(path), held)));
        return values;
    }

    /** Who decided a device's address; null where it has none. */
    public static @Nullable Held address(LockedDevice device) {
        for (String part : List.of("@slot", "@bus", "@unit", "@port", "@iobase", "@type")) {
            Held held = device.facts().get(device.kind() + "/address" + part);
            if (held != null) {
                return held;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return held.value().isEmpty() ? name : name + " " + held.value();
    }
}
