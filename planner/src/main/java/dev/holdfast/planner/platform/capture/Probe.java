package dev.holdfast.planner.platform.capture;

import dev.holdfast.Completer;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.CompleterException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out by completing small domains.
 *
 * @param completer who completes them
 * @param domainType of which type they are
 * @param machines on which of these a device may be accepted
 */
record Probe(Completer completer, String domainType, List<String> machines) {

    /** The CPU model that is written for a domain without one; null where none is. */
    @Nullable String cpu(String type) {
        return completer.complete(domain(type, machines.getFirst(), "")).value("cpu/model");
    }

    /** Those of the values with which a device is accepted, on one machine or another. */
    Set<String> accepted(String template, List<String> values) {
        Set<String> accepted = new LinkedHashSet<>();
        for (String value : values) {
            String device = template.replace("%s", value);
            if (machines.stream().anyMatch(machine -> isAccepted(domain(domainType, machine, device)))) {
                accepted.add(value);
            }
        }
        return accepted;
    }

    private boolean isAccepted(Element domain) {
        try {
            completer.complete(domain);
            return true;
        } catch (CompleterException e) {
            if (e.reason() == CompleterException.Reason.UNREACHABLE) {
                throw e;
            }
            return false;
        }
    }

    private static Element domain(String type, String machine, String device) {
        return XmlSource.parse(
                "<domain type='" + type + "'><name>holdfast-capture</name><memory>262144</memory><os><type arch='x86_64' machine='"
                        + machine + "'>hvm</type></os><devices>" + device + "</devices></domain>",
                "holdfast-capture");
    }
}
