package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Made;
import dev.holdfast.lock.Origin;
import dev.holdfast.lock.Trace;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Identity;
import dev.holdfast.match.Pairs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a lock out of a definition that libvirt has: the definition is what its guest sees, so it is what holds. */
final class Recovery {

    private Recovery() {}

    /**
     * The lock that stands for a definition.
     *
     * @param definition as libvirt has it
     * @param spec what the owner wrote, as far as it is known
     * @param earlier an earlier lock, for ids and origins; null where there is none
     */
    static Lock lock(
            Element definition, Element spec, @Nullable Lock earlier, int generation, Platform platform) {
        Element domain = AppliedMark.without(definition);
        List<Element> devices = DeviceKinds.in(domain);
        Pairs<Element> written = AfterCompletion.match(DeviceKinds.in(spec), devices);
        Map<Element, LockedDevice> known = known(earlier, devices);
        Origin completer = new Origin.Completed(platform.label());
        Set<String> taken = new HashSet<>();
        known.values().forEach(device -> taken.add(device.id()));
        List<LockedDevice> locked = new ArrayList<>();
        for (Element device : devices) {
            LockedDevice before = known.get(device);
            Element own = written.was(device);
            String id = before != null ? before.id() : Identity.natural(device, taken);
            boolean listed = own != null || before != null && before.listed() || isNamed(device);
            locked.add(new LockedDevice(
                    id,
                    listed,
                    Trace.of(device, own, null, before == null ? Map.of() : before.facts(), completer)));
        }
        return new Lock(
                new Made(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        platform.label(),
                        platform.qemu().toString()),
                generation,
                Trace.of(
                        Comparison.deviceless(domain),
                        Comparison.deviceless(spec),
                        null,
                        earlier == null ? Map.of() : earlier.domain(),
                        completer),
                locked);
    }

    private static Map<Element, LockedDevice> known(@Nullable Lock earlier, List<Element> devices) {
        Map<Element, LockedDevice> known = new IdentityHashMap<>();
        if (earlier == null) {
            return known;
        }
        List<Element> before = new ArrayList<>();
        Map<Element, LockedDevice> of = new IdentityHashMap<>();
        for (LockedDevice device : earlier.devices()) {
            Element element = device.element();
            before.add(element);
            of.put(element, device);
        }
        AfterCompletion.match(before, devices).before().forEach((now, then) -> {
            LockedDevice device = of.get(then);
            if (device != null) {
                known.put(now, device);
            }
        });
        return known;
    }

    /** Holdfast gives an alias only to what an owner lists; libvirt keeps none of its own in a definition. */
    private static boolean isNamed(Element device) {
        String alias = device.value("alias@name");
        return alias != null && alias.startsWith("ua-") && !DeviceKinds.isShadow(device);
    }
}
