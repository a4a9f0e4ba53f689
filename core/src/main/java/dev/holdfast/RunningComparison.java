package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Key;
import dev.holdfast.domain.AddressText;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.PciAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A running domain and its definition, by what is plugged in where. Whatever has no address is left out: what else libvirt
 * writes of a running domain it decides at each start.
 */
final class RunningComparison {

    private final List<Element> defined;
    private final List<Element> unplaced = new ArrayList<>();
    private final Set<Element> paired = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<RunningChange> changes = new ArrayList<>();

    private RunningComparison(Element definition) {
        this.defined = DeviceKinds.in(definition).stream().filter(RunningComparison::isPlaced).toList();
        DeviceKinds.in(definition).stream().filter(device -> !isPlaced(device)).forEach(unplaced::add);
    }

    /** Every difference, those that run first. */
    static List<RunningChange> of(Element definition, Element running) {
        RunningComparison comparison = new RunningComparison(definition);
        List<Element> open = new ArrayList<>();
        for (Element device : DeviceKinds.in(running)) {
            if (isPlaced(device) && comparison.pair(device, one -> isAt(one, device)) == null) {
                open.add(device);
            }
        }
        open.forEach(comparison::elsewhere);
        for (Element device : comparison.defined) {
            if (!comparison.paired.contains(device)) {
                comparison.changes.add(new RunningChange(DeviceKinds.label(device), address(device), null));
            }
        }
        return comparison.changes;
    }

    private void elsewhere(Element device) {
        if (isPlacedAtStart(device)) {
            return;
        }
        Element moved = pair(device, other -> isSame(other, device));
        changes.add(new RunningChange(
                DeviceKinds.label(device), moved == null ? null : address(moved), address(device)));
    }

    /** Some libvirts place some kinds only when they start, such as memory. */
    private boolean isPlacedAtStart(Element device) {
        for (Element other : unplaced) {
            if (other.name().equals(device.name())) {
                unplaced.remove(other);
                return true;
            }
        }
        return false;
    }

    private @Nullable Element pair(Element device, Predicate<Element> fits) {
        for (Element other : defined) {
            if (!paired.contains(other) && other.name().equals(device.name()) && fits.test(other)) {
                paired.add(other);
                return other;
            }
        }
        return null;
    }

    private static boolean isPlaced(Element device) {
        return device.child("address") != null && !DeviceKinds.isShadow(device);
    }

    /** True where a device runs in the place for which it is defined; running, it may know more of that. */
    static boolean isAt(Element defined, Element running) {
        Element address = defined.child("address");
        Element place = running.child("address");
        if (address == null || place == null || !drives(defined, address).equals(drives(running, place))) {
            return false;
        }
        for (Map.Entry<String, String> part : address.attributes().entrySet()) {
            if (!part.getKey().equals("multifunction") && !NormalForm.same(part.getValue(), place.attribute(part.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Each bus counts its drives by itself: SATA has a first one as SCSI has. */
    private static String drives(Element device, Element address) {
        String bus = "drive".equals(address.attribute("type")) ? device.value("target@bus") : "";
        return bus == null ? "scsi" : bus;
    }

    private static boolean isSame(Element one, Element other) {
        for (Key key : DeviceKinds.of(one).keys()) {
            List<String> values = key.strong() ? key.of(one) : null;
            if (values != null && values.equals(key.of(other))) {
                return true;
            }
        }
        String alias = one.value("alias@name");
        return alias != null && alias.equals(other.value("alias@name"));
    }

    /** Where a device is, as a user would name it; null for one without an address. */
    static @Nullable String address(Element device) {
        Element address = device.child("address");
        return address == null
                ? null
                : PciAddress.of(address).map(PciAddress::toString).orElseGet(() -> AddressText.withType(address));
    }
}
