package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What libvirt says no to: its own message, the device that it means, where that stands, what to do. */
final class Rejections {

    private Rejections() {}

    /**
     * A call that libvirt answered with an error.
     *
     * @param message libvirt's message, in the owner's terms
     * @param submitted the domain that it is about, as its owner gave it, if it is about one
     */
    static CompleterException of(String message, @Nullable Element submitted, @Nullable LibvirtException cause) {
        return new CompleterException(Reason.REJECTED, problem(message, submitted), cause);
    }

    /** The same for a device that was to be plugged in or out. */
    static CompleterException ofDevice(String message, Element device, LibvirtException cause) {
        return new CompleterException(
                Reason.REJECTED,
                Problem.at(device.place(), message, Remedies.REJECTED.of(message)).about(DeviceClues.name(device)),
                cause);
    }

    private static Problem problem(String message, @Nullable Element submitted) {
        String remedy = Remedies.REJECTED.of(message);
        if (submitted == null) {
            return Problem.of(message, remedy);
        }
        List<Element> devices = DeviceClues.find(message, submitted);
        if (devices.isEmpty()) {
            return Problem.at(submitted.place(), message, remedy);
        }
        // Libvirt goes through the devices in order, so of several it is the last that it stumbles over.
        Element stumbled = devices.getLast();
        String others = devices.subList(0, devices.size() - 1).stream()
                .map(device -> DeviceClues.name(device) + (device.place() == null ? "" : " at " + device.place()))
                .collect(Collectors.joining(", "));
        return Problem.at(
                        stumbled.place() == null ? submitted.place() : stumbled.place(),
                        others.isEmpty() ? message : message + " (the other: " + others + ")",
                        remedy)
                .about(DeviceClues.name(stumbled));
    }

    /** A dry run that was defined and could not be undefined. */
    static CompleterException leftBehind(String uri, String name, LibvirtException cause) {
        return new CompleterException(
                Reason.REJECTED,
                Problem.of(
                        "The dry run " + name + " could not be undefined: " + Messages.of(cause),
                        "Undefine it: virsh -c '" + uri + "' undefine " + name + " --keep-nvram"),
                cause);
    }
}
