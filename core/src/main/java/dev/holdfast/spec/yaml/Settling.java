package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fills in what plain YAML promises and neither its owner nor a lock decided. */
final class Settling {

    private Settling() {}

    static Element settle(Element pinned, Set<String> domainTypes) {
        Element domain = pinned;
        if (domain.attribute("type") == null && !domainTypes.isEmpty()) {
            domain = domain.withAttribute(
                    "type", domainTypes.contains("kvm") ? "kvm" : domainTypes.iterator().next());
        }
        if (domain.child("memory") == null) {
            domain = domain.plus(Element.of("memory", "unit", "GiB").withText("1"));
        }
        Element devices = domain.child("devices");
        if (devices != null && devices.child("disk") != null) {
            Element named = nameTargets(devices);
            domain = named == devices ? domain : domain.mapChild("devices", old -> named);
        }
        return Absence.ruleOut(domain);
    }

    /** A name that any disk has, be it by its owner or a lock, is left to it: no disk that stays is renamed. */
    static Element nameTargets(Element devices) {
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
                String name = free(Disks.targetPrefix(String.valueOf(disk.value("target@bus"))), taken);
                named.add(disk.mapChild("target", target -> target.withAttribute("dev", name)));
            } else {
                named.add(child);
            }
        }
        return devices.withChildren(named);
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
}
