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

    static final String ACPI = "<features><acpi/></features>";

    private static final String NAME = "holdfast-capture";

    private static final String BARE = "<os><type arch='x86_64'%s>hvm</type></os>";

    /** A domain of which nothing but its type and machine is said, completed; empty for the machine is to say none. */
    Element bare(String type, String machine) {
        return completer.complete(domain(type, machine, BARE, "", ""));
    }

    /**
     * A domain that is started in some way, completed; null where it isn't accepted.
     *
     * @param firmware what kind of firmware libvirt is to choose; empty for none
     * @param os what else {@code <os>} has
     * @param rest what the domain has besides
     */
    @Nullable Element started(String machine, String firmware, String os, String rest) {
        String chosen = firmware.isEmpty() ? "" : " firmware='" + firmware + "'";
        return completed(domain(
                domainType, machine, "<os" + chosen + "><type arch='x86_64'%s>hvm</type>" + os + "</os>", rest, ""));
    }

    /** Those of the values with which a device is accepted, on one machine or another. */
    Set<String> accepted(String template, List<String> values) {
        Set<String> accepted = new LinkedHashSet<>();
        for (String value : values) {
            String device = template.replace("%s", value);
            if (machines.stream().anyMatch(machine -> isAccepted(machine, device))) {
                accepted.add(value);
            }
        }
        return accepted;
    }

    /** A kind of device that a libvirt doesn't know it reads over; so the device must have come back. */
    private boolean isAccepted(String machine, String device) {
        String name = XmlSource.parse(device, NAME).name();
        Element domain = completed(domain(domainType, machine, BARE, ACPI, device));
        return domain != null && !Choice.below(domain, "devices").elements(name).isEmpty();
    }

    private @Nullable Element completed(Element domain) {
        try {
            return completer.complete(domain);
        } catch (CompleterException e) {
            if (e.reason() == CompleterException.Reason.UNREACHABLE) {
                throw e;
            }
            return null;
        }
    }

    private static Element domain(String type, String machine, String os, String rest, String device) {
        return XmlSource.parse(
                "<domain type='" + type + "'><name>" + NAME + "</name><memory>262144</memory>"
                        + os.replace("%s", machine.isEmpty() ? "" : " machine='" + machine + "'") + rest + "<devices>" + device
                        + "</devices></domain>",
                NAME);
    }
}
