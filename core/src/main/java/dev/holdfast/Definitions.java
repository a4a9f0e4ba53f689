package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the definition that a spec and its lock are about. */
final class Definitions {

    private Definitions() {}

    /** The definition that libvirt has of this VM; empty where it has none. */
    static Optional<Element> of(Spec spec, @Nullable Lock lock, Host host) {
        String name = spec.domain().value("name");
        if (name == null || name.isEmpty()) {
            throw new UnusableInputException(
                    Problem.at(spec.domain().place(), "The domain has no name", "Add one: <name>…</name>"));
        }
        Optional<Element> found = host.definition(name);
        String uuid = uuid(spec, lock);
        if (uuid == null) {
            return found;
        }
        if (found.isEmpty()) {
            Optional<Element> renamed = host.definition(uuid);
            renamed.ifPresent(other -> {
                throw new RefusalException(Problem.of(
                        "libvirt has this VM's UUID " + uuid + " under the name " + other.value("name") + ", not " + name,
                        "Rename it there with virsh domrename, or give the spec its name"));
            });
            return found;
        }
        String other = found.get().value("uuid");
        if (!uuid.equalsIgnoreCase(other)) {
            throw new RefusalException(Problem.of(
                    "libvirt has another VM named " + name + ", with UUID " + other + " instead of " + uuid,
                    "Give one of the two another name"));
        }
        return found;
    }

    private static @Nullable String uuid(Spec spec, @Nullable Lock lock) {
        String written = spec.domain().value("uuid");
        if (written != null && !written.isEmpty()) {
            return written;
        }
        Held held = lock == null ? null : lock.domain().get("domain/uuid");
        return held == null ? null : held.value();
    }
}
