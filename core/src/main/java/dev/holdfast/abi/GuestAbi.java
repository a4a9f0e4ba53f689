package dev.holdfast.abi;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.SpelledOut;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Remembering;
import dev.holdfast.domain.Values;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import java.util.ArrayList;
import java.util.List;

/**
 * What a guest can tell. A device shows everything that isn't known to stay on the host; a domain shows what its
 * table lists.
 */
public final class GuestAbi {

    /** What the kinds' tables say of a path, which begins with the kind's name. */
    private static final Remembering<Boolean> SEEN = new Remembering<>();

    private GuestAbi() {}

    /** True where a guest can tell this value of a device. */
    public static boolean sees(Values device, String path) {
        if (path.startsWith("/alias", device.name().length())) {
            return DeviceKinds.guestSeesAlias(device);
        }
        return SEEN.of(path, asked -> DeviceKinds.of(device).guestSees(below(device.name(), Facts.general(asked))));
    }

    private static String below(String name, String path) {
        int skip = name.length();
        return path.length() > skip && path.charAt(skip) == '/' ? path.substring(skip + 1) : path.substring(skip);
    }

    /** What of a device that stays has changed, gone or come. */
    public static List<AbiChange> changes(Element before, Element after) {
        List<AbiChange> changes = new ArrayList<>();
        for (Difference difference : Differences.between(SpelledOut.in(before), SpelledOut.in(after))) {
            if (sees(before, difference.path())) {
                changes.add(new AbiChange(DeviceKinds.label(before), difference));
            }
        }
        return changes;
    }

    /**
     * The same for what belongs to no device. Of what has come only what would not be said of the same machine: a newer
     * libvirt says more of it.
     */
    public static List<AbiChange> domainChanges(Element before, Element after) {
        List<AbiChange> changes = new ArrayList<>();
        for (Difference difference :
                Differences.between(before.without("devices"), after.without("devices"))) {
            boolean unsaid = difference.after() == null
                    && DomainAbi.isImplied(difference.path(), difference.before());
            boolean silent = difference.before() == null
                    && !DomainAbi.isNoticedWhereItComes(difference.path(), difference.after());
            if (!silent && !unsaid && DomainAbi.guestSees(difference.path())) {
                changes.add(new AbiChange("domain", difference));
            }
        }
        return changes;
    }
}
