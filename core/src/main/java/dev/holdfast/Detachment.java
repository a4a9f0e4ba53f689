package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Hotplug;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a device out of a VM. Its port stays. The running VM comes first: only when its guest has let go of the device do
 * definition, spec and lock follow.
 */
final class Detachment {

    private static final Duration STEP = Duration.ofMillis(100);

    private final Ground ground;
    private final LockedDevice device;
    private final Duration patience;

    private Detachment(Ground ground, LockedDevice device, Duration patience) {
        this.ground = ground;
        this.device = device;
        this.patience = patience;
    }

    /**
     * Takes it out.
     *
     * @param reference what names it
     * @param patience how long the guest may take
     * @throws RefusalException where no one device is meant, it can't be unplugged, or the guest doesn't let go of it
     */
    static Plugged detach(Ground ground, String reference, Duration patience) {
        return new Detachment(ground, References.find(reference, ground.lock()), patience).detach();
    }

    private Plugged detach() {
        Spec edited = SpecEdit.minus(ground.spec(), own());
        Completion planned = Holdfast.complete(edited, ground.lock(), ground.host());
        if (planned.removed().size() != 1 || !planned.removed().getFirst().id().equals(device.id())) {
            throw new RefusalException(Problem.of(
                            "without it, which of the others is which can't be told",
                            "Give them names: name: in YAML, <alias name='ua-…'/> in XML")
                    .about(label()));
        }
        Optional<Element> live = ground.running().flatMap(this::in);
        live.ifPresent(this::unplug);
        ground.define(planned);
        return new Plugged(
                edited, planned, device.id(), label(), RunningComparison.address(device.element()), live.isPresent());
    }

    private String label() {
        return DeviceKinds.label(device.element());
    }

    /** The device as the spec has it. */
    private Element own() {
        Spec spec = ground.spec();
        Pairs<Known> pairs = AcrossEdit.match(
                ground.lock().devices().stream().map(LockedDevice::known).toList(),
                DeviceKinds.in(spec.domain()),
                spec::written);
        return DeviceKinds.in(spec.domain()).stream()
                .filter(own -> isThis(pairs.was(own)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(device.id() + " is listed, and the spec doesn't have it"));
    }

    private boolean isThis(@Nullable Known known) {
        return known != null && known.id().equals(device.id());
    }

    /** The device as the running VM has it; empty where the guest has let go of it, or it waits for the next start. */
    private Optional<Element> in(Element running) {
        Element locked = device.element();
        return DeviceKinds.in(running).stream()
                .filter(other -> other.name().equals(locked.name()) && RunningComparison.isAt(locked, other))
                .findFirst();
    }

    private void unplug(Element live) {
        String refusal = Hotplug.refusal(live);
        if (refusal != null) {
            throw new RefusalException(Problem.of(
                            refusal, "Take it out of the spec and apply that: it is gone from the next start on")
                    .about(label()));
        }
        ground.host().unplug(ground.name(), live);
        long end = System.nanoTime() + patience.toNanos();
        while (ground.host().running(ground.name()).flatMap(this::in).isPresent()) {
            if (System.nanoTime() >= end) {
                throw new RefusalException(Problem.of(
                                "the guest hasn't let go of it within " + patience.toSeconds()
                                        + " s; it may still do so. Definition, spec and lock are as before",
                                "Say it again once the guest runs and has let go of it, or take it out of the spec and"
                                        + " apply that: it is gone from the next start on. A paused guest, or one that is"
                                        + " still booting, lets go of nothing on PCI")
                        .about(label()));
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
