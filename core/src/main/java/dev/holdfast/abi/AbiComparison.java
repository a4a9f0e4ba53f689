package dev.holdfast.abi;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.SpelledOut;
import dev.holdfast.domain.Element;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Two whole domains as a guest sees them: what it would notice if it were started as the new one instead of the old.
 * What stays on the host, such as an image's path or a bridge's name, is none of it.
 */
public final class AbiComparison {

    private final Element before;
    private final Element after;
    private final List<Finding> findings = new ArrayList<>();

    private AbiComparison(Element before, Element after) {
        this.before = before;
        this.after = after;
    }

    /**
     * What a guest would notice, the worst first, and then in the new domain's order. Nothing where the two are the
     * same to it; and then the other way round, too.
     *
     * @param before the old domain, complete
     * @param after the new one, complete
     * @throws dev.holdfast.problem.RefusalException naming the candidates where it is not certain which device is which
     */
    public static List<Finding> of(Element before, Element after) {
        AbiComparison comparison = new AbiComparison(before, after);
        comparison.domain();
        comparison.devices();
        comparison.findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(comparison.findings);
    }

    private void domain() {
        findings.addAll(DomainComparison.of(before, after));
    }

    private void devices() {
        Counterparts counterparts = Counterparts.of(before, after);
        Moves moves = new Moves(before, after);
        for (Counterparts.Pair pair : counterparts.pairs()) {
            values(pair);
            moves.of(pair.before(), pair.after()).ifPresent(findings::add);
        }
        counterparts.gone().forEach(device -> findings.add(Presence.gone(device)));
        counterparts.come().forEach(device -> findings.add(Presence.come(device)));
        findings.addAll(HeldByLibvirt.of(before, after, counterparts.pairs()));
        findings.addAll(Reordering.of(counterparts, DeviceKinds.in(before)));
    }

    private void values(Counterparts.Pair pair) {
        Element was = pair.before();
        Element is = pair.after();
        for (Difference difference : Differences.between(SpelledOut.in(was), SpelledOut.in(is))) {
            String path = difference.path();
            boolean seen = GuestAbi.sees(was, path) || GuestAbi.sees(is, path);
            if (seen && !Moves.isAbout(path)) {
                findings.add(new Finding(DeviceKinds.label(is), difference, Effects.ofDevice(path)));
            }
        }
    }
}
