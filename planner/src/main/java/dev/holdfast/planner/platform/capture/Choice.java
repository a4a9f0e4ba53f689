package dev.holdfast.planner.platform.capture;

import dev.holdfast.domain.Element;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A choice that an owner has, and how to find out what there is to choose from.
 *
 * @param path where it stands in domain XML, such as {@code tpm/backend@type}
 * @param said where domain capabilities say it, such as {@code devices/tpm} and the enumeration's name; null where they
 *     never do
 * @param template a device with {@code %s} for the value, to try each candidate by; null where capabilities always say
 * @param candidates every value that some libvirt knows
 */
record Choice(String path, @Nullable Said said, @Nullable String template, List<String> candidates) {

    /** An enumeration in domain capabilities. */
    record Said(String element, String enumeration) {}

    /** One of which every libvirt's capabilities speak. */
    static Choice said(String path, String element, String enumeration) {
        return new Choice(path, new Said(element, enumeration), null, List.of());
    }

    /** One of which no capabilities speak. */
    static Choice tried(String path, String template, String... candidates) {
        return new Choice(path, null, template, List.of(candidates));
    }

    /** One of which newer libvirts' capabilities speak. */
    Choice orTried(String device, String... values) {
        return new Choice(path, said, device, List.of(values));
    }

    /** What any of these capabilities say there is; null where none of them speaks of it. */
    @Nullable Set<String> said(List<Element> capabilities) {
        if (said == null) {
            return null;
        }
        Set<String> values = new LinkedHashSet<>();
        boolean spoken = false;
        for (Element one : capabilities) {
            for (Element enumeration : below(one, said.element()).elements("enum")) {
                if (said.enumeration().equals(enumeration.attribute("name"))) {
                    spoken = true;
                    enumeration.elements("value").forEach(value -> values.add(value.text()));
                }
            }
        }
        return spoken ? values : null;
    }

    /** The element at a path of names; an empty one where there is none. */
    static Element below(Element root, String path) {
        Element found = root;
        for (String step : path.split("/")) {
            @Nullable Element child = found.child(step);
            if (child == null) {
                return Element.of(step);
            }
            found = child;
        }
        return found;
    }
}
