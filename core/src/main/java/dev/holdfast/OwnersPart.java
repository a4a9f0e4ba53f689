package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an owner would write of a VM; the lock holds the rest. */
final class OwnersPart {

    /** Kinds that libvirt makes of what other devices need. */
    private static final Set<String> MADE = Set.of("controller");

    /** What of a device is libvirt's to choose. */
    private static final Set<String> CHOSEN = Set.of("address", "alias");

    /** What libvirt writes where nobody said anything. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "on_poweroff", "destroy",
            "on_reboot", "restart",
            "on_crash", "destroy");

    private OwnersPart() {}

    static Element of(Element domain) {
        List<Element> devices = new ArrayList<>();
        for (Element device : DeviceKinds.in(domain)) {
            if (isOwners(device)) {
                Element kept = device;
                for (String chosen : CHOSEN) {
                    kept = kept.without(chosen);
                }
                devices.add(kept);
            }
        }
        Element part = DeviceKinds.replaceIn(withoutEmulator(domain), devices)
                .without("uuid")
                .without("resource");
        if (part.value("os@firmware") != null) {
            part = part.mapChild("os", os -> os.without("loader").without("nvram"));
        }
        String memory = domain.value("memory");
        if (memory != null && memory.equals(domain.value("currentMemory"))) {
            part = part.without("currentMemory");
        }
        for (Map.Entry<String, String> value : DEFAULTS.entrySet()) {
            if (value.getValue().equals(part.value(value.getKey()))) {
                part = part.without(value.getKey());
            }
        }
        return part;
    }

    private static Element withoutEmulator(Element domain) {
        return domain.child("devices") == null
                ? domain
                : domain.mapChild("devices", devices -> devices.without("emulator"));
    }

    private static boolean isOwners(Element device) {
        boolean silence = device.name().equals("audio") && "none".equals(device.attribute("type"));
        boolean ps2 = device.name().equals("input") && "ps2".equals(device.attribute("bus"));
        boolean chipset = device.name().equals("watchdog") && "itco".equals(device.attribute("model"));
        return !MADE.contains(device.name()) && !DeviceKinds.isShadow(device) && !ps2 && !chipset && !silence;
    }
}
