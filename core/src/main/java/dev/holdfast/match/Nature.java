package dev.holdfast.match;

import dev.holdfast.device.DeviceKind;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Key;
import dev.holdfast.domain.Values;
import java.util.List;

/** Whether two descriptions can be of one device at all. */
final class Nature {

    private Nature() {}

    /** True where nothing that makes a device what it is differs; what one of the two leaves open doesn't. */
    static boolean compatible(Values a, Values b) {
        if (!a.name().equals(b.name())) {
            return false;
        }
        // Models and buses are libvirt's own words, which some of its versions read in any case: ViRtIo is virtio.
        for (String path : DeviceKinds.of(a).nature()) {
            String left = a.value(path);
            String right = b.value(path);
            if (left != null && right != null && !left.isEmpty() && !right.isEmpty() && !left.equalsIgnoreCase(right)) {
                return false;
            }
        }
        return true;
    }

    /**
     * True where an owner wrote something of what makes a device what it is, writes nothing of it now, and what is
     * filled in for it is another thing.
     */
    static boolean isTakenBack(Values then, Values now, Values filledIn) {
        for (String path : DeviceKinds.of(now).nature()) {
            String before = then.value(path);
            String after = filledIn.value(path);
            if (before != null && after != null && now.value(path) == null && !before.equalsIgnoreCase(after)) {
                return true;
            }
        }
        return false;
    }

    /** True where a strong key has a value on both sides and not the same one. */
    static boolean conflict(Values a, Values b) {
        DeviceKind kind = DeviceKinds.of(a);
        for (Key key : kind.keys()) {
            if (key.strong()) {
                List<String> left = key.of(a);
                List<String> right = key.of(b);
                if (left != null && right != null && !left.equals(right)) {
                    return true;
                }
            }
        }
        return false;
    }
}
