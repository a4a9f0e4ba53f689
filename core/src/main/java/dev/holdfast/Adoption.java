package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Spec;
import java.util.List;
import java.util.Optional;

/**
 * Makes a spec and a lock of a definition. How much of it an owner would write is tried out, from little to all, until
 * the two together complete to just that definition again.
 */
final class Adoption {

    private Adoption() {}

    static Adopted of(Element definition, Lens lens, Host host) {
        Element domain = AppliedMark.without(definition).withoutAttribute("id");
        List<DomainChange> changes = List.of();
        for (Written written : Written.values()) {
            Adopted adopted = adopted(domain, written.of(domain), lens, host, AppliedMark.in(definition));
            try {
                Completion again = Holdfast.complete(adopted.spec(), adopted.lock(), host);
                changes = Comparison.of(domain, adopted.lock(), again.domain()).changes();
            } catch (RefusalException | UnusableInputException | CompleterException e) {
                boolean lost = e instanceof CompleterException answer && answer.reason() == Reason.UNREACHABLE;
                if (lost || written == Written.EVERYTHING) {
                    throw e;
                }
                continue;
            }
            if (changes.isEmpty()) {
                return adopted;
            }
        }
        throw new RefusalException(changes.stream()
                .map(change -> Problem.of("libvirt would not define this domain again as it is: " + change, ""))
                .toList());
    }

    private static Adopted adopted(
            Element domain, Element written, Lens lens, Host host, Optional<AppliedMark> mark) {
        String name = domain.value("name");
        Spec spec = Spec.parse((name == null ? "domain" : name) + "." + lens.name(), lens.print(written));
        int generation = mark.map(AppliedMark::generation).orElse(0);
        Lock lock = Recovery.ofAdopted(domain, spec, generation, host.platform());
        return new Adopted(spec, lock);
    }

    /** How much of a definition stands in the spec. */
    private enum Written {
        /** What an owner would write. */
        LITTLE {
            @Override
            Element of(Element domain) {
                return OwnersPart.of(domain);
            }
        },
        /** Everything, the host's part included. */
        EVERYTHING {
            @Override
            Element of(Element domain) {
                return domain;
            }
        };

        abstract Element of(Element domain);
    }
}
