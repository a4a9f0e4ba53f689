package dev.holdfast.device;

import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Values;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What Holdfast knows of one kind of device: a table row, in a file of its own.
 *
 * @param name libvirt's element name
 * @param keys what tells two of the kind apart, strongest first
 * @param nature the values that a device can't change and stay the same device: its bus, its model
 * @param hostSide the values that the guest can't see, as paths or the beginnings of paths
 * @param takesAlias whether libvirt keeps an owner's alias on it (user aliases: libvirt since 3.9)
 * @param impliedAlone whether libvirt adds one by itself just where none is listed
 * @param isHostOnly whether the guest sees nothing of the whole device
 */
public record DeviceKind(
        String name,
        List<Key> keys,
        Set<String> nature,
        Set<String> hostSide,
        boolean takesAlias,
        boolean impliedAlone,
        boolean isHostOnly) {

    /**
     * A kind of which nothing is known yet: everything of it counts as seen by the guest, but for its alias and for
     * what libvirt turns on by itself when a second function joins a slot.
     */
    public static DeviceKind named(String name) {
        return new DeviceKind(name, List.of(), Set.of(), Set.of("alias", "address@multifunction"), true, false, false);
    }

    /** With these identity keys, strongest first. */
    public DeviceKind keys(Key... keys) {
        return new DeviceKind(name, List.of(keys), nature, hostSide, takesAlias, impliedAlone, isHostOnly);
    }

    /** With these values making another device where they change. */
    public DeviceKind nature(String... paths) {
        return new DeviceKind(name, keys, Set.of(paths), hostSide, takesAlias, impliedAlone, isHostOnly);
    }

    /** With these values, and all below them, hidden from the guest. */
    public DeviceKind hostSide(String... paths) {
        Set<String> all = new LinkedHashSet<>(hostSide);
        all.addAll(Arrays.asList(paths));
        return new DeviceKind(name, keys, nature, all, takesAlias, impliedAlone, isHostOnly);
    }

    /** All of it hidden from the guest. */
    public DeviceKind hostOnly() {
        return new DeviceKind(name, keys, nature, hostSide, takesAlias, impliedAlone, true);
    }

    /** Without an alias: libvirt drops it or names the device itself. */
    public DeviceKind withoutAlias() {
        return new DeviceKind(name, keys, nature, hostSide, false, impliedAlone, isHostOnly);
    }

    /** Added by libvirt itself where the owner lists none. */
    public DeviceKind impliedWhereNoneIsListed() {
        return new DeviceKind(name, keys, nature, hostSide, takesAlias, true, isHostOnly);
    }

    /**
     * Whether the guest can tell a value.
     *
     * @param path a fact's path below the device, without numbers: {@code driver@cache}
     */
    public boolean guestSees(String path) {
        if (isHostOnly) {
            return false;
        }
        for (String hidden : hostSide) {
            if (Facts.covers(hidden, path)) {
                return false;
            }
        }
        return true;
    }

    /** As a user would name it: {@code disk vda}, {@code interface 52:54:00:00:00:01}. */
    public String label(Values device) {
        for (Key key : keys) {
            List<String> values = key.of(device);
            if (values != null) {
                return name + " " + String.join(" ", values);
            }
        }
        String model = device.value("@model");
        return model == null ? name : name + " " + model;
    }
}
