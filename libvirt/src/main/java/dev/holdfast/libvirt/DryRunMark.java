package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run carries in its {@code <metadata>}: whose it is and since when.
 *
 * <p>Its namespace is its own: libvirt keeps only the first element of each namespace there, and the owner's domain may
 * hold Holdfast's other metadata.
 *
 * @param process the process whose dry run it is
 * @param time when it was submitted
 */
record DryRunMark(ThisProcess process, Instant time) {

    private static final String NAMESPACE = "https://holdfast.dev/xmlns/dry-run/1";
    private static final String PREFIX = "holdfast-dry-run";
    private static final String NAME = PREFIX + ":mark";

    /** Past this age, a dry run of a process that can't be looked at counts as left behind. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** A mark of this process, now. */
    static DryRunMark now() {
        return new DryRunMark(ThisProcess.self(), Instant.now());
    }

    /** True for any mark, readable or not. */
    static boolean isMark(Element element) {
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            if (attribute.getKey().startsWith("xmlns") && attribute.getValue().equals(NAMESPACE)) {
                return true;
            }
        }
        return false;
    }

    /** The mark of a domain; empty where it has none that can be read. */
    static Optional<DryRunMark> of(Element domain) {
        Element metadata = domain.child("metadata");
        if (metadata == null) {
            return Optional.empty();
        }
        return metadata.elements().stream().filter(DryRunMark::isMark).findFirst().flatMap(DryRunMark::read);
    }

    private static Optional<DryRunMark> read(Element element) {
        try {
            ThisProcess process = new ThisProcess(
                    text(element, "host"),
                    text(element, "boot"),
                    text(element, "pid-space"),
                    Long.parseLong(text(element, "pid")),
                    Long.parseLong(text(element, "start")));
            return Optional.of(new DryRunMark(process, Instant.parse(text(element, "time"))));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String text(Element element, String attribute) {
        @Nullable String value = element.attribute(attribute);
        return value == null ? "" : value;
    }

    /** As it stands in {@code <metadata>}. */
    Element toElement() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("xmlns:" + PREFIX, NAMESPACE);
        attributes.put("host", process.host());
        attributes.put("boot", process.boot());
        attributes.put("pid-space", process.pidSpace());
        attributes.put("pid", Long.toString(process.pid()));
        attributes.put("start", Long.toString(process.start()));
        attributes.put("time", time.toString());
        return Element.of(NAME, attributes, List.of(), null);
    }

    /** True for a mark of this very process. */
    boolean isOwn() {
        return process.equals(ThisProcess.self());
    }

    /**
     * Whether the process that set the mark is gone, as far as it can be known from here.
     *
     * <p>A process of the same boot and process namespace is looked at. One of an earlier boot of this host is gone.
     * Any other can't be looked at, and counts as gone after an hour; a completion takes milliseconds.
     *
     * @param here the process that asks
     * @param now the time
     * @param startOf when the process of an id started, as {@link ThisProcess#startOf}
     */
    boolean isDead(ThisProcess here, Instant now, LongFunction<OptionalLong> startOf) {
        boolean sameHost = process.host().equals(here.host());
        if (process.boot().equals(here.boot()) && (sameHost || !here.boot().isEmpty())) {
            if (process.pidSpace().equals(here.pidSpace())) {
                OptionalLong start = startOf.apply(process.pid());
                return start.isEmpty() || start.getAsLong() != process.start();
            }
        } else if (sameHost && !here.host().startsWith("localhost")) {
            return true;
        }
        return time.plus(LONGEST).isBefore(now);
    }
}
