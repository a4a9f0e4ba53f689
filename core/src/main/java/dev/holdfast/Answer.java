package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.abi.Renumbering;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Pinned;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Pairs;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a completer made of what was submitted, part by part.
 *
 * @param pairs which device of the answer was submitted as which
 * @param devices every device of the answer, in its order
 * @param rest what stands outside the devices
 */
record Answer(Pairs<Element> pairs, List<Returned> devices, Rest rest) {

    static Answer of(Element complete, Spec spec, Submission submission) {
        Pairs<Element> pairs =
                AfterCompletion.match(DeviceKinds.in(submission.domain()), DeviceKinds.in(complete));
        return new Answer(
                pairs,
                Returned.in(complete, spec, submission, pairs),
                Rest.of(complete, spec, submission.pinned()));
    }

    /** True where a PCI controller came or went: addresses that stay may stand for other buses of the guest then. */
    boolean mayBeRenumbered(Pinned pinned) {
        return devices.stream().anyMatch(device -> device.known() == null && Renumbering.isCounted(device.complete()))
                || pinned.removed().stream().anyMatch(removed -> Renumbering.isCounted(removed.element()));
    }

    /** Devices that stay where libvirt has them and not where their guest has them. */
    List<AbiChange> renumbered(Renumbering renumbering) {
        List<AbiChange> changes = new ArrayList<>();
        for (Returned device : devices) {
            if (device.known() != null) {
                renumbering.of(device.known().element(), device.complete()).ifPresent(changes::add);
            }
        }
        return changes;
    }
}
