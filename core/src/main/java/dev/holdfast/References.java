package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.Identity;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What names a device of a lock: its id, its owner's name for it, its target, its MAC address, its PCI address. */
final class References {

    private References() {}

    /**
     * The one device that is meant.
     *
     * @throws UnusableInputException where there is none
     * @throws RefusalException where there are several, or libvirt added it
     */
    static LockedDevice find(String reference, Lock lock) {
        List<LockedDevice> exact = lock.devices().stream().filter(device -> device.id().equals(reference)).toList();
        List<LockedDevice> meant = exact.isEmpty()
                ? lock.devices().stream().filter(device -> isMeant(device, reference)).toList()
                : exact;
        if (meant.isEmpty()) {
            throw new UnusableInputException(
                    Problem.of("There is no device " + reference, "There are: " + ids(listed(lock))));
        }
        if (meant.size() > 1) {
            throw new RefusalException(
                    Problem.of(reference + " means several devices", "Say one of these: " + ids(meant.stream())));
        }
        LockedDevice device = meant.getFirst();
        if (!device.listed()) {
            throw new RefusalException(Problem.of(
                    reference + " was added by libvirt, and is nothing that the spec lists",
                    "What it lists: " + ids(listed(lock))));
        }
        return device;
    }

    private static Stream<LockedDevice> listed(Lock lock) {
        return lock.devices().stream().filter(LockedDevice::listed);
    }

    private static String ids(Stream<LockedDevice> devices) {
        return devices.map(LockedDevice::id).collect(Collectors.joining(", "));
    }

    private static boolean isMeant(LockedDevice device, String reference) {
        Element element = device.element();
        boolean named = Identity.isNamed(element)
                && (Identity.USER_ALIAS + reference).equals(element.value("alias@name"));
        return named
                || DeviceKinds.label(element).equals(reference)
                || Stream.of("target@dev", "target@name", "mac@address")
                        .map(element::value)
                        .filter(Objects::nonNull)
                        .anyMatch(reference::equalsIgnoreCase)
                || reference.equals(RunningComparison.address(element));
    }
}
