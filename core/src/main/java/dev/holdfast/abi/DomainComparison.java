package dev.holdfast.abi;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a guest notices of what belongs to no device: machine, firmware, CPU, memory, clock, features. */
final class DomainComparison {

    private static final String FIRMWARE = "domain/os/firmware";

    private DomainComparison() {}

    /** What firmware is asked for, in one: its features are told of by name and not by their order. */
    private static void firmware(Element before, Element after, List<Finding> findings) {
        String old = features(before);
        String now = features(after);
        if (!Objects.equals(old, now)) {
            findings.add(finding(new Difference(FIRMWARE, old, now)));
        }
    }

    /** {@code enrolled-keys no, secure-boot yes}; null where none is asked for. */
    private static @Nullable String features(Element domain) {
        Element os = domain.child("os");
        Element firmware = os == null ? null : os.child("firmware");
        return firmware == null
                ? null
                : firmware.elements("feature").stream()
                        .map(feature -> feature.attribute("name") + " " + feature.attribute("enabled"))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static Finding finding(Difference difference) {
        return new Finding("domain", difference, DomainEffects.of(difference.path()));
    }

    static List<Finding> of(Element before, Element after) {
        List<Finding> findings = new ArrayList<>();
        firmware(before, after, findings);
        for (Difference difference :
                Differences.between(before.without("devices"), after.without("devices"))) {
            String path = Facts.general(difference.path());
            boolean unsaid = difference.before() == null && DomainAbi.isImplied(path, difference.after())
                    || difference.after() == null && DomainAbi.isImplied(path, difference.before());
            if (!unsaid && !Facts.covers(FIRMWARE, path) && (DomainAbi.guestSees(path) || DomainEffects.isSeenToo(path))) {
                findings.add(finding(difference));
            }
        }
        return findings;
    }
}
