package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies a spec. libvirt's definition is made once, from a domain that is complete already, so that there are two
 * states to be found after a crash: the one before it, and the one after it without its lock. The mark in the
 * definition tells which.
 */
final class Application {

    private final Spec spec;
    private final @Nullable Lock lock;
    private final Host host;
    private final Holdfast.AbiChanges abiChanges;
    private final Drift drift;

    Application(Spec spec, @Nullable Lock lock, Host host, Holdfast.AbiChanges abiChanges, Drift drift) {
        this.spec = spec;
        this.lock = lock;
        this.host = host;
        this.abiChanges = abiChanges;
        this.drift = drift;
    }

    Applied apply() {
        Optional<Element> existing = Definitions.of(spec, lock, host);
        if (existing.isEmpty()) {
            return define(spec, lock, null, Applied.How.DEFINED, List.of());
        }
        Element definition = existing.get();
        Optional<AppliedMark> mark = AppliedMark.in(definition);
        if (lock == null && mark.isEmpty()) {
            throw new RefusalException(Problem.of(
                    "libvirt has a domain " + definition.value("name") + " that Holdfast doesn't know",
                    "Take it over with holdfast adopt, or give this one another name"));
        }
        if (mark.isPresent() && (lock == null || mark.get().generation() > lock.generation())) {
            Lock found = Recovery.ofMarked(definition, mark.get(), spec, lock, host.platform());
            return define(spec, found, definition, Applied.How.RECOVERED, List.of());
        }
        Lock base = Objects.requireNonNull(lock);
        Comparison comparison = Comparison.of(base.toDomain(), base, definition);
        List<DomainChange> changes = new ArrayList<>(comparison.changes());
        if (mark.isPresent() && mark.get().isOf(spec) && base.devices().stream().anyMatch(Unsealed::isNeeded)) {
            changes.addAll(DriftReflection.of(spec, base, definition, comparison).secrets());
        }
        if (changes.isEmpty()) {
            return define(spec, base, definition, Applied.How.UNCHANGED, List.of());
        }
        if (drift == Drift.REFUSE) {
            throw drifted(changes);
        }
        DriftReflection reflection = DriftReflection.of(spec, base, definition, comparison);
        Spec drifted = spec.reflect(reflection.reflection());
        Lock found = Recovery.ofDrifted(definition, reflection.written(drifted), drifted, base, host.platform());
        return define(drifted, found, definition, Applied.How.UNCHANGED, changes);
    }

    private static RefusalException drifted(List<DomainChange> changes) {
        return new RefusalException(changes.stream()
                .map(change -> Problem.of(
                        "changed in libvirt since it was locked: " + change,
                        change == changes.getLast()
                                ? "Say --accept-drift to take the changes over into spec and lock"
                                : ""))
                .toList());
    }

    private Applied define(
            Spec from, @Nullable Lock base, @Nullable Element definition, Applied.How how, List<DomainChange> changes) {
        Completion completion = Holdfast.complete(from, base, host, abiChanges);
        Element wanted = AppliedMark.without(completion.domain());
        if (definition != null
                && Comparison.of(wanted, completion.lock(), definition).changes().isEmpty()) {
            renewMark(from, completion, definition);
            return new Applied(from, completion, how, changes);
        }
        int generation = base == null ? 1 : base.generation() + 1;
        define(AppliedMark.of(generation, from).on(wanted), completion, definition);
        Lock made = completion.lock();
        Lock numbered = new Lock(made.made(), generation, made.domain(), made.devices());
        return new Applied(from, completion.with(numbered), Applied.How.DEFINED, changes);
    }

    private void define(Element asked, Completion completion, @Nullable Element definition) {
        Element answer = host.define(asked);
        List<DomainChange> surprise =
                Comparison.of(completion.domain(), completion.lock(), answer).changes();
        if (!surprise.isEmpty()) {
            restore(definition, surprise);
        }
    }

    /**
     * Secrets aren't locked: that they are the ones that were applied, only the digest in the mark tells. So it is to be
     * of the spec that says what is defined, be that since an apply or since what was changed in libvirt was accepted.
     * The generation stays, because until the lock is written the definition isn't one that the lock doesn't know.
     */
    private void renewMark(Spec from, Completion completion, Element definition) {
        Optional<AppliedMark> stale = AppliedMark.in(definition).filter(mark -> !mark.isOf(from));
        if (stale.isPresent() && completion.lock().devices().stream().anyMatch(Unsealed::isNeeded)) {
            define(AppliedMark.of(stale.get().generation(), from).on(definition), completion, definition);
        }
    }

    /** What libvirt completed in the dry run and what it made of it then must be one; anything else moved. */
    private void restore(@Nullable Element definition, List<DomainChange> surprise) {
        if (definition != null) {
            host.define(definition);
        }
        throw new CompleterException(
                CompleterException.Reason.REJECTED,
                Problem.of(
                        "libvirt made of a complete domain another one: " + surprise.getFirst(),
                        definition == null
                                ? "The domain is defined; look at it before it is started"
                                : "The definition was put back as it was"),
                null);
    }
}
