package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of disks' targets, {@code vda}, for formats whose owners needn't give any. */
public final class Targets {

    private Targets() {}

    /**
     * The devices, each disk with a target name. A name that any disk has, be it by its owner or a lock, is left to it: no
     * disk that stays is renamed.
     */
    public static Element name(Element devices) {
        Set<String> taken = new HashSet<>();
        boolean open = false;
        for (Element disk : devices.elements("disk")) {
            String target = disk.value("target@dev");
            open |= target == null;
            if (target != null) {
                taken.add(target);
            }
        }
        if (!open) {
            return devices;
        }
        List<Node> named = new ArrayList<>(devices.children().size());
        for (Node child : devices.children()) {
            if (child instanceof Element disk
                    && disk.name().equals("disk")
                    && disk.value("target@dev") == null
                    && disk.value("target@bus") != null) {
                String name = free(prefix(String.valueOf(disk.value("target@bus"))), taken);
                named.add(disk.mapChild("target", target -> target.withAttribute("dev", name)));
            } else {
                named.add(child);
            }
        }
        return devices.withChildren(named);
    }

    /** How libvirt starts the target names of a bus. */
    public static String prefix(String bus) {
        return switch (bus) {
            case "virtio" -> "vd";
            case "ide" -> "hd";
            case "fdc" -> "fd";
            case "xen" -> "xvd";
            case "uml" -> "ubd";
            default -> "sd";
        };
    }

    private static String free(String prefix, Set<String> taken) {
        for (int i = 0; ; i++) {
            String name = prefix + letters(i);
            if (taken.add(name)) {
                return name;
            }
        }
    }

    /** a to z, then aa and on. */
    private static String letters(int index) {
        StringBuilder letters = new StringBuilder();
        for (int i = index; i >= 0; i = i / 26 - 1) {
            letters.insert(0, (char) ('a' + i % 26));
        }
        return letters.toString();
    }

    /** The number that a name's letters stand for, 0 for {@code sda}; -1 where it doesn't end in letters behind a prefix. */
    public static int number(String name, String prefix) {
        int number = 0;
        for (int i = prefix.length(); i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter < 'a' || letter > 'z' || i > prefix.length() + 3) {
                return -1;
            }
            number = number * 26 + letter - 'a' + 1;
        }
        return name.startsWith(prefix) ? number - 1 : -1;
    }
}
