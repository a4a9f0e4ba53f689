package dev.holdfast.lock;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.abi.DomainAbi;
import dev.holdfast.abi.GuestAbi;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a lock's values into a partial domain. A device that stays gets all that the lock holds of it; a device that
 * the completer added is put back whole, so that a port stays when what was plugged into it goes; a device that its
 * owner removed is left out, and its address is free.
 */
public final class Pin {

    /** Values that a spec may leave out at any time without a device losing them. */
    private static final Set<String> KEPT = Set.of("alias", "address", "mac", "target@dev", "@index", "uuid");

    private final Lock lock;
    private final Map<String, LockedDevice> byId = new HashMap<>();
    private final List<AbiChange> contradictions = new ArrayList<>();
    private final Map<Place, Known> held = new IdentityHashMap<>();
    private final List<Known> removed = new ArrayList<>();

    private Pin(Lock lock) {
        this.lock = lock;
        lock.devices().forEach(device -> byId.put(device.id(), device));
    }

    /** A partial domain for which there is no lock. */
    public static Pinned nothing(Element partial) {
        return new Pinned(partial, new IdentityHashMap<>(), List.of(), List.of());
    }

    /**
     * The partial domain with the lock's values in it.
     *
     * @throws dev.holdfast.problem.RefusalException where it is not certain which locked device is which of the spec's
     */
    public static Pinned pin(Element partial, Lock lock) {
        return new Pin(lock).pin(partial);
    }

    private Pinned pin(Element partial) {
        List<Element> written = DeviceKinds.in(partial);
        Pairs<Known> pairs =
                AcrossEdit.match(lock.devices().stream().map(LockedDevice::known).toList(), written);
        List<Element> devices = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (Element device : written) {
            kinds.add(device.name());
            Known known = pairs.was(device);
            devices.add(known == null ? device : hold(device, known));
        }
        for (Known known : pairs.gone()) {
            boolean superseded = DeviceKinds.of(known.element()).impliedAlone()
                    && kinds.contains(known.element().name());
            if (known.listed() || superseded) {
                removed.add(known);
            } else {
                devices.add(restore(known));
            }
        }
        Element domain = DeviceKinds.replaceIn(partial, devices);
        return new Pinned(domainPart(domain), held, removed, contradictions);
    }

    private Element hold(Element device, Known known) {
        LockedDevice locked = byId.get(known.id());
        Merge merge = new Merge(locked.facts(), path -> isPinned(locked, path));
        Element merged = merge.into(device, known.element());
        for (Difference difference : merge.contradictions()) {
            if (GuestAbi.sees(known.element(), difference.path())) {
                contradictions.add(new AbiChange(known.label(), difference));
            }
        }
        Place place = device.place();
        if (place != null) {
            held.put(place, known);
        }
        return merged;
    }

    private static boolean isPinned(LockedDevice locked, String path) {
        Held value = locked.facts().get(path);
        if (value == null) {
            return false;
        }
        if (!value.isOwners()) {
            return true;
        }
        String below = Facts.general(path).substring(locked.kind().length());
        String plain = below.startsWith("/") ? below.substring(1) : below;
        return KEPT.stream().anyMatch(kept -> plain.equals(kept) || plain.startsWith(kept + "@") || plain.startsWith(kept + "/"));
    }

    private Element restore(Known known) {
        Place place = new Place("the lock", 0, 0);
        held.put(place, known);
        return known.element().at(place);
    }

    private Element domainPart(Element domain) {
        Map<String, String> values = new LinkedHashMap<>();
        lock.domain().forEach((path, value) -> values.put(path, value.value()));
        Element locked = Facts.toElement(values).without("devices");
        Merge merge = new Merge(lock.domain(), path -> {
            Held value = lock.domain().get(path);
            return value != null
                    && (!value.isOwners() || DomainAbi.isHeld(path))
                    && !DomainAbi.isHostBound(path)
                    && !DomainAbi.isDerived(path);
        });
        Element merged = merge.into(domain, locked);
        for (Difference difference : merge.contradictions()) {
            Held value = lock.domain().get(difference.path());
            boolean owners = value != null && value.isOwners();
            if (DomainAbi.guestSees(difference.path()) && (!owners || DomainAbi.isHeld(difference.path()))) {
                contradictions.add(new AbiChange("domain", difference));
            }
        }
        return merged;
    }
}
