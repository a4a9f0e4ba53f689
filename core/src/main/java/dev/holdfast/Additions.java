package dev.holdfast;

import dev.holdfast.abi.DomainAbi;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.domain.Resolved;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Origin;
import dev.holdfast.match.Addition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a lock holds that neither the owner wrote nor an earlier lock held. */
final class Additions {

    private final Map<String, Map<String, Held>> earlierDevices = new HashMap<>();
    private final Map<String, Held> earlierDomain;
    private final List<Addition> found = new ArrayList<>();

    private Additions(@Nullable Lock earlier) {
        this.earlierDomain = earlier == null ? Map.of() : earlier.domain();
        if (earlier != null) {
            earlier.devices().forEach(device -> earlierDevices.put(device.id(), device.facts()));
        }
    }

    /**
     * The additions.
     *
     * @param devices the lock's devices, each as it came back, in the lock's order
     * @param own what the spec says
     */
    static List<Addition> of(Lock lock, List<Returned> devices, Element own, @Nullable Lock earlier) {
        Additions additions = new Additions(earlier);
        for (int i = 0; i < devices.size(); i++) {
            additions.device(lock.devices().get(i), devices.get(i).complete(), devices.get(i).own());
        }
        additions.domain(lock.domain(), own);
        return additions.found;
    }

    private void device(LockedDevice device, Element complete, @Nullable Element own) {
        Map<String, Held> facts = device.facts();
        String kind = device.kind();
        Held model = facts.get(kind + "@model");
        if (isNone(model) || isNone(facts.get(kind + "/model@type")) || DeviceKinds.isShadow(complete)) {
            return;
        }
        Optional<PciAddress> pci = PciAddress.in(complete);
        Map<String, Held> before = earlierDevices.getOrDefault(device.id(), Map.of());
        if (!device.listed() && before.isEmpty()) {
            String what = model == null ? kind : kind + " " + model.value();
            add(device.id(), "device", what + pci.map(p -> " at pci " + p).orElse(""), facts.values().iterator().next());
            return;
        }
        Held address = null;
        for (Map.Entry<String, Held> fact : facts.entrySet()) {
            String path = fact.getKey().substring(kind.length());
            if (!isNew(fact.getKey(), fact.getValue(), own, before) || path.startsWith("/alias")) {
                continue;
            }
            if (path.startsWith("/address@") && pci.isPresent()) {
                address = fact.getValue();
            } else {
                add(device.id(), path.isEmpty() ? kind : path.substring(1), fact.getValue().value(), fact.getValue());
            }
        }
        if (address != null && pci.isPresent()) {
            add(device.id(), "pci", pci.get().toString(), address);
        }
    }

    /** Asking for no device of a kind is not a device. */
    private static boolean isNone(@Nullable Held model) {
        return model != null && model.value().equals("none");
    }

    private void domain(Map<String, Held> facts, Element own) {
        facts.forEach((path, held) -> {
            if (isNew(path, held, own, earlierDomain) && !DomainAbi.isHostBound(path)) {
                add("domain", path.substring("domain".length() + 1), held.value(), held);
            }
        });
    }

    private static boolean isNew(String path, Held held, @Nullable Element own, Map<String, Held> before) {
        Held earlier = before.get(path);
        boolean formOfTheOwners = held.written() != null && !Resolved.mayBeName(path);
        return !held.isOwners()
                && !held.isIgnored()
                && !formOfTheOwners
                && (earlier == null || !earlier.value().equals(held.value()))
                && !goesWithoutSaying(path, held, own);
    }

    /** What a spec says by its format alone was in what it asked for. */
    private static boolean goesWithoutSaying(String path, Held held, @Nullable Element own) {
        if (own == null || !(held.origin() instanceof Origin.Format)) {
            return false;
        }
        String below = path.substring(own.name().length());
        return own.value(below.startsWith("/") ? below.substring(1) : below) != null;
    }

    private void add(String device, String what, String value, Held held) {
        found.add(new Addition(device, what, value, held.origin().label()));
    }
}
