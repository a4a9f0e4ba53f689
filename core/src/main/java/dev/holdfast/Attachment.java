package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Hotplug;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.device.PluggedInto;
import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plugs a device into a VM. All is planned before libvirt is asked: the spec with the device in it is completed as any
 * other, and what it came to is what the running VM is given and the definition is made of.
 */
final class Attachment {

    private static final String AT_NEXT_START =
            "Write it into the spec and apply that: the VM has it from its next start on";

    /** libvirt itself would add one of 1998 that sits behind a bridge. */
    private static final String CONTROLLER_FIRST =
            "Plug in a controller for it first: attach 'controller: {type: scsi, model: virtio-scsi}'";

    private final Ground ground;
    private final Spec edited;
    private final Completion planned;
    private final List<Element> devices;
    private final Element subject;
    /** What the running VM doesn't have and the device needs, controllers first, and the device. */
    private final List<Element> needed = new ArrayList<>();

    private Attachment(Ground ground, Spec edited, Completion planned) {
        this.ground = ground;
        this.edited = edited;
        this.planned = planned;
        this.devices = DeviceKinds.in(planned.domain());
        Set<String> before = new HashSet<>();
        ground.lock().devices().forEach(device -> before.add(device.id()));
        Map<Element, String> ids = planned.lock().idsIn(planned.domain());
        Set<String> listed = new HashSet<>();
        planned.lock().devices().stream().filter(device -> device.listed()).forEach(device -> listed.add(device.id()));
        List<Element> fresh = devices.stream()
                .filter(device -> !before.contains(String.valueOf(ids.get(device))))
                .toList();
        List<Element> asked = fresh.stream()
                .filter(device -> listed.contains(String.valueOf(ids.get(device))))
                .toList();
        if (asked.size() != 1) {
            throw new RefusalException(Problem.of(
                    "Which device is the new one can't be told from those that are there",
                    "Give it and those like it names: name: in YAML, <alias name='ua-…'/> in XML"));
        }
        this.subject = asked.getFirst();
        List<Element> into = PluggedInto.controllers(subject, devices);
        for (Element device : fresh) {
            boolean spare = HotplugPorts.isPort(device) && !isIn(into, device);
            if (!spare && !DeviceKinds.isShadow(device)) {
                needed.add(device);
            }
        }
        needed.sort(Comparator.comparing(device -> !device.name().equals("controller")));
    }

    /**
     * Plugs it in.
     *
     * @param device as its owner writes it
     * @param sparePorts how many ports are to be free from the next start on, where the spec doesn't say more
     * @throws RefusalException where it can't be plugged into a running VM, or no port is free
     */
    static Plugged attach(Ground ground, Element device, int sparePorts) {
        Spec edited = SpecEdit.plus(ground.spec(), device).withSparePorts(sparePorts);
        return new Attachment(ground, edited, Holdfast.complete(edited, ground.lock(), ground.host())).attach();
    }

    private Plugged attach() {
        ground.running().ifPresent(this::check);
        List<Element> done = new ArrayList<>();
        try {
            if (ground.running().isPresent()) {
                for (Element device : needed) {
                    ground.host().plug(ground.name(), device);
                    done.add(device);
                }
                verify();
            }
            ground.define(planned);
        } catch (CompleterException e) {
            throw undone(done, e);
        }
        return new Plugged(
                edited,
                planned,
                String.valueOf(planned.lock().idsIn(planned.domain()).get(subject)),
                DeviceKinds.label(subject),
                RunningComparison.address(subject),
                ground.running().isPresent());
    }

    private static boolean isIn(List<Element> some, Element device) {
        return some.stream().anyMatch(other -> other == device);
    }

    private void check(Element running) {
        List<Element> live = DeviceKinds.in(running);
        for (Element device : needed) {
            if (HotplugPorts.isPort(device)) {
                throw noPort("it would need a new one, which a running VM can't get");
            }
            String refusal = Hotplug.refusal(device);
            if (refusal != null) {
                String why = device == subject ? refusal : "it needs " + DeviceKinds.label(device) + ", and " + refusal;
                boolean scsi = device != subject && "scsi".equals(subject.value("target@bus"));
                throw new RefusalException(
                        Problem.of(why, scsi ? CONTROLLER_FIRST : AT_NEXT_START).about(DeviceKinds.label(subject)));
            }
            live.stream().filter(other -> RunningComparison.isAt(device, other)).findFirst().ifPresent(other -> {
                throw new RefusalException(Problem.of(
                                "its place, " + RunningComparison.address(device) + ", is taken in the running VM by "
                                        + DeviceKinds.label(other) + ", which is gone only from the next start on",
                                AT_NEXT_START)
                        .about(DeviceKinds.label(device)));
            });
        }
        for (Element controller : PluggedInto.controllers(subject, devices)) {
            boolean runs = live.stream().anyMatch(other -> other.name().equals("controller") && RunningComparison.isAt(controller, other));
            if (!isIn(needed, controller) && !runs) {
                throw noPort("the one that is free, " + DeviceKinds.label(controller)
                        + ", is defined, and the VM has run since before");
            }
        }
    }

    private RefusalException noPort(String why) {
        return new RefusalException(Problem.of(
                        "no port is free in the running VM: " + why,
                        AT_NEXT_START + ". pci: {spare-ports: 4} or --spare-ports 4 keeps ports free for later")
                .about(DeviceKinds.label(subject)));
    }

    /** What libvirt plugged in is read back: it is to be where it was planned. */
    private void verify() {
        Element running = ground.host().running(ground.name()).orElse(Element.of("domain"));
        for (Element device : needed) {
            boolean there = DeviceKinds.in(running).stream()
                    .anyMatch(other -> other.name().equals(device.name())
                            && (device.child("address") == null || RunningComparison.isAt(device, other)));
            if (!there) {
                throw new CompleterException(
                        CompleterException.Reason.REJECTED,
                        Problem.of("libvirt didn't plug it in at " + RunningComparison.address(device), "")
                                .about(DeviceKinds.label(device)),
                        null);
            }
        }
    }

    /** What was plugged in is asked to go again, the last first; whether the guest lets go of it, {@code diff} tells. */
    private CompleterException undone(List<Element> done, CompleterException cause) {
        if (done.isEmpty()) {
            return cause;
        }
        for (Element device : done.reversed()) {
            try {
                ground.host().unplug(ground.name(), device);
            } catch (CompleterException e) {
                cause.addSuppressed(e);
            }
        }
        Problem first = cause.problems().getFirst();
        return new CompleterException(
                cause.reason(),
                new Problem(
                        first.place(),
                        first.device(),
                        first.what(),
                        "What was plugged in is being unplugged again; holdfast diff tells whether the guest let go of it"),
                cause);
    }
}
