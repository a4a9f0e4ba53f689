package dev.holdfast.abi;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import java.util.ArrayList;
import java.util.List;

/** What a guest notices of what belongs to no device: machine, firmware, CPU, memory, clock, features. */
final class DomainComparison {

    private DomainComparison() {}

    static List<Finding> of(Element before, Element after) {
        List<Finding> findings = new ArrayList<>();
        for (Difference difference :
                Differences.between(before.without("devices"), after.without("devices"))) {
            String path = Facts.general(difference.path());
            boolean unsaid = difference.before() == null && DomainAbi.isImplied(path, difference.after())
                    || difference.after() == null && DomainAbi.isImplied(path, difference.before());
            if (!unsaid && (DomainAbi.guestSees(path) || DomainEffects.isSeenToo(path))) {
                Consequence consequence = DomainEffects.of(path);
                findings.add(new Finding(
                        consequence.severity(),
                        "domain",
                        difference.path(),
                        difference.before(),
                        difference.after(),
                        consequence.notice()));
            }
        }
        return findings;
    }
}
