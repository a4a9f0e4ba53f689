package dev.holdfast.device;

import dev.holdfast.domain.Element;
import java.util.List;
import java.util.Objects;

/**
 * What a domain's watchdogs do when they fire, which is the same for all: QEMU has one action for the whole machine
 * ({@code -action watchdog=}), and libvirt, since 9.1, gives the chipset's watchdog what the others have. The guest
 * isn't told, so that one that nobody listed follows those that its owner wrote.
 */
public final class WatchdogAction {

    /** What libvirt takes where none is said. */
    private static final String DEFAULT = "reset";

    private WatchdogAction() {}

    /**
     * A device that is put back, with the action that the watchdogs before it have; one of another kind as it is.
     *
     * @param before the domain's devices so far, its owner's first
     */
    public static Element followed(Element restored, List<Element> before) {
        if (!restored.name().equals("watchdog")) {
            return restored;
        }
        return before.stream()
                .filter(device -> device.name().equals("watchdog"))
                .findFirst()
                .map(owner -> restored.withAttribute("action", Objects.requireNonNullElse(owner.attribute("action"), DEFAULT)))
                .orElse(restored);
    }
}
