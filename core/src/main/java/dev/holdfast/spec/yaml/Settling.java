package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.spec.DomainTypes;
import dev.holdfast.spec.Targets;
import java.util.Set;

/** Fills in what plain YAML promises and neither its owner nor a lock decided. */
final class Settling {

    private Settling() {}

    static Element settle(Element pinned, Set<String> domainTypes) {
        Element domain = DomainTypes.settle(pinned, domainTypes);
        if (domain.child("memory") == null) {
            domain = domain.plus(Element.of("memory", "unit", "GiB").withText("1"));
        }
        Element devices = domain.child("devices");
        if (devices != null && devices.child("disk") != null) {
            Element named = Targets.name(devices);
            domain = named == devices ? domain : domain.mapChild("devices", old -> named);
        }
        return Absence.ruleOut(domain);
    }
}
