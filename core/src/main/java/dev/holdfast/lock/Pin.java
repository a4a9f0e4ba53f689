package dev.holdfast.lock;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.abi.DomainAbi;
import dev.holdfast.abi.GuestAbi;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.NewerDevices;
import dev.holdfast.device.PluggedInto;
import dev.holdfast.device.SpelledOut;
import dev.holdfast.device.WatchdogAction;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Values;
import dev.holdfast.domain.Version;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Known;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a lock's values into a partial domain. A device that stays gets all that the lock holds of it; a device that
 * the completer added is put back whole, so that a port stays when what was plugged into it goes; a device that its
 * owner removed is left out, and its address is free.
 */
public final class Pin {

    /** Values that a spec may leave out at any time without a device losing them. */
    private static final List<String> KEPT = List.of("alias", "address", "mac", "target@dev", "@index", "uuid");

    private final Lock lock;
    private final Map<String, LockedDevice> byId = new HashMap<>();
    private final List<AbiChange> contradictions = new ArrayList<>();
    private final Map<Place, Known> held = new IdentityHashMap<>();
    private final Set<Place> unedited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Known> removed = new ArrayList<>();

    private final Version libvirt;

    private Pin(Lock lock, Version libvirt) {
        this.lock = lock;
        this.libvirt = libvirt;
        lock.devices().forEach(device -> byId.put(device.id(), device));
    }

    /** A partial domain for which there is no lock. */
    public static Pinned nothing(Element partial) {
        return new Pinned(partial, new IdentityHashMap<>(), Set.of(), List.of(), null, List.of());
    }

    /**
     * The partial domain with the lock's values in it. What the lock holds stands before what the spec's format would
     * fill in: the format of a later version may say something else.
     *
     * @param written what the owner wrote of each device of the partial domain, and of the whole, each by identity
     * @param libvirt the version that is going to complete it
     * @throws dev.holdfast.problem.RefusalException where it is not certain which locked device is which of the spec's
     */
    public static Pinned pin(Element partial, UnaryOperator<Element> written, Lock lock, Version libvirt) {
        return new Pin(lock, libvirt).pin(partial, written);
    }

    private Pinned pin(Element partial, UnaryOperator<Element> written) {
        List<Element> stated = DeviceKinds.in(partial);
        Pairs<Known> pairs =
                AcrossEdit.match(lock.devices().stream().map(LockedDevice::known).toList(), stated, written);
        List<Element> devices = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (Element device : stated) {
            kinds.add(device.name());
            Known known = pairs.was(device);
            devices.add(known == null ? device : hold(device, written.apply(device), known));
        }
        for (Known known : pairs.gone()) {
            boolean superseded = DeviceKinds.of(known).impliedAlone()
                    && kinds.contains(known.name());
            boolean goes = known.listed() && !isStillNeeded(known, devices);
            if (goes || superseded) {
                removed.add(known);
            } else if (mustBeWrittenDown(known)) {
                devices.add(WatchdogAction.followed(restore(known), devices));
            }
        }
        // libvirt takes the console that is a serial port again only as the first one.
        if (kinds.contains("console")) {
            devices.sort(Comparator.comparing(device -> !DeviceKinds.isShadow(device)));
        }
        Known rest = lock.rest();
        Element whole = DeviceKinds.outside(partial);
        Element own = written.apply(partial);
        Element outside = own == partial
                ? rest(whole, rest)
                : FilledIn.into(rest(DeviceKinds.outside(own), rest), DeviceKinds.outside(own), whole);
        Element domain = holding(outside, partial, devices);
        return new Pinned(DeviceKinds.replaceIn(domain, devices), held, unedited, removed, rest, contradictions);
    }

    /**
     * Whether devices that stay are plugged into a controller that its owner lists no more: libvirt would add another one
     * for them, elsewhere. Of PCI's, the devices' own addresses bring them back.
     */
    private static boolean isStillNeeded(Known known, List<Element> devices) {
        Element controller = known.element();
        return known.name().equals("controller")
                && !"pci".equals(controller.attribute("type"))
                && devices.stream().noneMatch(other -> other.name().equals("controller")
                        && Objects.equals(controller.attribute("type"), other.attribute("type"))
                        && Objects.equals(controller.attribute("index"), other.attribute("index")))
                && devices.stream().anyMatch(device -> !PluggedInto.controllers(device, List.of(controller)).isEmpty());
    }

    /** A domain with a place for devices, where there are any or its owner wrote one. */
    private static Element holding(Element domain, Element partial, List<Element> devices) {
        return devices.isEmpty() && partial.child("devices") == null
                ? domain
                : domain.mapChild("devices", holder -> holder);
    }

    /** Not what the guest doesn't see, what libvirt derives, or what this libvirt can't be told of. */
    private boolean mustBeWrittenDown(Values device) {
        return !DeviceKinds.of(device).isHostOnly()
                && !DeviceKinds.isShadow(device)
                && NewerDevices.unknownTo(libvirt, device).isEmpty();
    }

    private Element hold(Element stated, Element device, Known known) {
        LockedDevice locked = Objects.requireNonNull(byId.get(known.id()));
        BiPredicate<String, Held> pinned = (path, value) -> isPinned(path, value, known);
        Predicate<String> seen = path -> GuestAbi.sees(known, path);
        boolean same = known.isWrittenAs(device);
        Element submitted = same && Restated.isPossible(locked.facts())
                ? restated(known, locked, new Restated(pinned))
                : merged(device, known, new Merge(locked.facts(), pinned, seen));
        Place place = device.place();
        if (place != null) {
            held.put(place, known);
            if (same) {
                unedited.add(place);
            }
        }
        Element whole = submitted == null ? device : submitted.at(place);
        Element asked = stated == device ? whole : FilledIn.into(whole, device, stated);
        Element told = SpelledOut.forLibvirt(asked, known, libvirt);
        return DeviceKinds.isShadow(told) ? told.without("alias") : told;
    }

    private static @Nullable Element restated(Known known, LockedDevice locked, Restated restated) {
        Element submitted = restated.of(locked.facts());
        if (submitted != null && restated.isWhole() && known.locked() instanceof Remembered remembered) {
            remembered.is(submitted);
        }
        return submitted;
    }

    private Element merged(Element device, Known known, Merge merge) {
        Element merged = merge.into(device, known.element());
        for (Difference difference : merge.contradictions()) {
            if (GuestAbi.sees(known, difference.path())) {
                contradictions.add(new AbiChange(known.label(), difference));
            }
        }
        return merged;
    }

    private static boolean isPinned(String path, Held value, Known before) {
        return !value.isIgnored()
                && (isKept(path, before.name().length()) || !value.isOwners() && GuestAbi.sees(before, path));
    }

    /**
     * Whether a table's row says that a value stays.
     *
     * @param below where in the path begins what is below the device
     */
    private static boolean isKept(String path, int below) {
        String general = Facts.general(path);
        int start = general.startsWith("/", below) ? below + 1 : below;
        for (String kept : KEPT) {
            if (general.startsWith(kept, start)) {
                int end = start + kept.length();
                if (general.length() == end || general.charAt(end) == '@' || general.charAt(end) == '/') {
                    return true;
                }
            }
        }
        return false;
    }

    private Element restore(Known known) {
        Place place = new Place("the lock", 0, 0);
        held.put(place, known);
        unedited.add(place);
        return SpelledOut.forLibvirt(known.element(), known, libvirt).at(place);
    }

    /** What one libvirt ignored, another may not; what it only doesn't write because it is implied, both know. */
    private boolean mayBeIgnoredNoMore(String path) {
        Held value = lock.domain().get(path);
        return DomainAbi.guestSees(path) && (value == null || !DomainAbi.isImplied(path, value.value()));
    }

    private Element rest(Element written, Known rest) {
        Restated restated = new Restated(Pin::isPinned);
        if (rest.isWrittenAs(written) && Restated.isPossible(lock.domain())) {
            Element again = restated.of(lock.domain());
            return again == null ? written : again.at(written.place());
        }
        Merge merge = new Merge(lock.domain(), Pin::isPinned, this::mayBeIgnoredNoMore);
        Element merged = merge.into(written, rest.element());
        for (Difference difference : merge.contradictions()) {
            if (difference.before() == null) {
                // What belongs to no device is its owner's to add.
                continue;
            }
            Held value = lock.domain().get(difference.path());
            boolean owners = value != null && value.isOwners();
            if (DomainAbi.guestSees(difference.path()) && (!owners || DomainAbi.isHeld(difference.path()))) {
                contradictions.add(new AbiChange("domain", difference));
            }
        }
        return merged;
    }

    private static boolean isPinned(String path, Held value) {
        return !value.isIgnored()
                && (!value.isOwners() || DomainAbi.isHeld(path))
                && !DomainAbi.isHostBound(path)
                && !DomainAbi.isDerived(path);
    }
}
