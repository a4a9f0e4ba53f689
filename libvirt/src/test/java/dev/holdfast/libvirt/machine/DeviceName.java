package dev.holdfast.libvirt.machine;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tells the devices of a test VM apart, told without the code under test. In these VMs every card has a MAC, every
 * disk that has an image its own, and no two others of one kind are of one model.
 */
final class DeviceName {

    private DeviceName() {}

    /** The device of each alias in a domain that runs. */
    static Map<String, String> byAlias(Element running) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Integer> met = new HashMap<>();
        for (Element device : DeviceKinds.in(running)) {
            String alias = device.value("alias@name");
            String name = of(device);
            int count = met.merge(name, 1, Integer::sum);
            if (alias != null) {
                names.put(alias, count == 1 ? name : name + " #" + count);
            }
        }
        return names;
    }

    /** Its name, such as {@code interface 52:54:00:00:00:01}. */
    static String of(Element device) {
        List<String> told = switch (device.name()) {
            case "interface" -> List.of("mac@address");
            case "disk" -> device.value("source@file") == null ? List.of("target@bus", "@device") : List.of("source@file");
            case "controller" -> isUsb2(device) ? List.of("@type", "@index", "@model") : List.of("@type", "@index");
            case "input" -> List.of("@type", "@bus");
            case "filesystem" -> List.of("target@dir");
            case "video" -> List.of("model@type");
            default -> List.of("@model");
        };
        StringBuilder name = new StringBuilder(device.name());
        told.forEach(path -> name.append(' ').append(device.value(path)));
        return name.toString();
    }

    /** The four functions of a USB 2 host controller are controllers of one index. */
    private static boolean isUsb2(Element controller) {
        String model = controller.attribute("model");
        return model != null && model.startsWith("ich9");
    }
}
