package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a host says in its {@code <capabilities>}. */
final class Capabilities {

    /** Best first. */
    private static final List<String> PREFERENCE = List.of("kvm", "qemu");

    private Capabilities() {}

    /** The domain types of full virtualisation for an architecture, best first. */
    static Set<String> domainTypes(Element capabilities, String architecture) {
        Set<String> offered = new LinkedHashSet<>();
        for (Element guest : capabilities.elements("guest")) {
            for (Element arch : guest.elements("arch")) {
                if ("hvm".equals(guest.value("os_type")) && architecture.equals(arch.attribute("name"))) {
                    for (Element domain : arch.elements("domain")) {
                        String type = domain.attribute("type");
                        if (type != null) {
                            offered.add(type);
                        }
                    }
                }
            }
        }
        Set<String> ordered = new LinkedHashSet<>(PREFERENCE);
        ordered.retainAll(offered);
        ordered.addAll(offered);
        return Collections.unmodifiableSet(ordered);
    }
}
