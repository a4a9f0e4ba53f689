package dev.holdfast.lock;

import dev.holdfast.abi.DomainAbi;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.match.Known;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything completed for one VM, with the identity of each device and the origin of each value.
 *
 * @param made by whom and when
 * @param generation how many times the VM's hardware was applied; the domain's metadata carries the same number
 * @param domain the values of the domain outside its devices, by path
 * @param devices its devices in the domain's order
 */
public record Lock(Made made, int generation, Map<String, Held> domain, List<LockedDevice> devices) {

    /** The format that this version writes; it reads this and every older one. */
    public static final int FORMAT = 1;

    /** The complete domain without its devices. */
    public Element domainPart() {
        return rest().element();
    }

    /** What is known of the domain outside its devices. */
    Known rest() {
        return new LockedDevice("domain", true, domain).known();
    }

    /** The whole complete domain. */
    public Element toDomain() {
        Element root = domainPart();
        if (devices.isEmpty()) {
            return root;
        }
        return root.mapChild("devices", holder -> {
            List<Element> all = new ArrayList<>(holder.elements());
            devices.forEach(device -> all.add(device.element()));
            return holder.withChildren(all);
        });
    }

    /**
     * The id of each device of a domain, by identity.
     *
     * @param whole the domain that this lock holds, its devices in the lock's order
     */
    public Map<Element, String> idsIn(Element whole) {
        List<Element> elements = DeviceKinds.in(whole);
        if (elements.size() != devices.size()) {
            throw new IllegalStateException(
                    "a lock of " + devices.size() + " devices for a domain of " + elements.size());
        }
        Map<Element, String> ids = new IdentityHashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            LockedDevice device = devices.get(i);
            if (!device.kind().equals(elements.get(i).name())) {
                throw new IllegalStateException(device.id() + " is no " + elements.get(i).name());
            }
            ids.put(elements.get(i), device.id());
        }
        return ids;
    }

    /** The same as a later generation. */
    public Lock next() {
        return new Lock(made, generation + 1, domain, devices);
    }

    /** Only what a guest can tell and what devices are known by: enough to pin, and shorter. */
    public Lock essential() {
        Map<String, Held> seen = new LinkedHashMap<>(domain);
        seen.keySet().removeIf(path -> !DomainAbi.guestSees(path) && !path.equals("domain/name"));
        return new Lock(made, generation, seen, devices.stream().map(LockedDevice::essential).toList());
    }

    /** True where two locks hold the same, whoever made them when. */
    public boolean holdsSameAs(Lock other) {
        return domain.equals(other.domain) && devices.equals(other.devices);
    }
}
