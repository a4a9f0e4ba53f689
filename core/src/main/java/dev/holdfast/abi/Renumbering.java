package dev.holdfast.abi;

import dev.holdfast.device.Controller;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.match.Difference;
import java.util.Optional;

/**
 * Devices that keep libvirt's address and lose the guest's. A bridge that is new in front of them takes a number, and the
 * firmware counts every bus after it one higher.
 */
public final class Renumbering {

    private final GuestBuses before;
    private final GuestBuses after;

    private Renumbering(GuestBuses before, GuestBuses after) {
        this.before = before;
        this.after = after;
    }

    /** What the firmware makes of two complete domains. */
    public static Renumbering between(Element before, Element after) {
        return new Renumbering(GuestBuses.of(before), GuestBuses.of(after));
    }

    /** True for a device without which, or with which, the firmware may count otherwise. */
    public static boolean isCounted(Element device) {
        return Controller.isPci(device);
    }

    /** The guest's address of a device that stays, where it is another one afterwards. */
    public Optional<AbiChange> of(Element was, Element is) {
        Optional<PciAddress> from = before.place(was).map(GuestPlace::address);
        Optional<PciAddress> to = after.place(is).map(GuestPlace::address);
        return from.isEmpty() || to.isEmpty() || from.equals(to)
                ? Optional.empty()
                : Optional.of(new AbiChange(
                        DeviceKinds.label(was),
                        new Difference(was.name() + "/address/in the guest", from.get().toString(), to.get().toString())));
    }
}
