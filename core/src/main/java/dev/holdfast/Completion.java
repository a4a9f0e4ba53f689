package dev.holdfast;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.match.Addition;
import dev.holdfast.match.Known;
import dev.holdfast.problem.Problem;
import dev.holdfast.spec.Spec;
import java.util.List;

/**
 * A VM completed.
 *
 * @param spec the spec with what was added written back
 * @param lock everything that was completed
 * @param domain the complete domain, ready to be defined
 * @param additions what the completer added to what the owner wrote and an earlier lock held, devices first
 * @param removed devices that the earlier lock held and their owner took out
 * @param accepted changes that a guest will notice and that were accepted
 * @param remarks what the spec leaves to somebody else, and what it has no place for
 */
public record Completion(
        Spec spec,
        Lock lock,
        Element domain,
        List<Addition> additions,
        List<Known> removed,
        List<AbiChange> accepted,
        List<Problem> remarks) {

    /** The same with another lock. */
    Completion with(Lock other) {
        return new Completion(spec, other, domain, additions, removed, accepted, remarks);
    }
}
