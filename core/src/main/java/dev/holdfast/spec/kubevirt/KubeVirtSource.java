package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.DomainTypes;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Reserved;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A manifest's text and the domain that it stands for.
 *
 * @param pin how its hardware is kept
 */
record KubeVirtSource(String file, String text, Manifest manifest, Conversion conversion, Pin pin) implements Lens.Source {

    static KubeVirtSource read(String file, String text, Pin otherwise) {
        Manifest manifest = Manifest.read(file, text);
        Conversion conversion = Conversion.of(manifest);
        Pin pin = manifest.pin(otherwise);
        manifest.checkLockPlace();
        manifest.problems().throwIfAny();
        return new KubeVirtSource(file, text, manifest, conversion, pin);
    }

    @Override
    public Element domain() {
        return conversion.domain();
    }

    @Override
    public Element written(Element stated) {
        return conversion.written().getOrDefault(stated, stated);
    }

    @Override
    public Element settle(Element pinned, Set<String> domainTypes) {
        Element domain = DomainTypes.settle(pinned, domainTypes);
        return domain.child("devices") == null ? domain : domain.mapChild("devices", conversion::settle);
    }

    @Override
    public int sparePorts() {
        return 0;
    }

    @Override
    public Reserved reserved() {
        return conversion.reserved();
    }

    @Override
    public List<Problem> remarks() {
        return conversion.remarks();
    }

    @Override
    public boolean carriesLock() {
        return pin == Pin.WHOLE || pin == Pin.NATIVE && manifest.lock().isThere();
    }

    @Override
    public @Nullable String carriedLock() {
        Field lock = manifest.lock();
        if (pin == Pin.NONE || !lock.isThere()) {
            return null;
        }
        String packed = lock.raw();
        try {
            return LockAnnotation.unpack(packed == null ? "" : packed);
        } catch (UnusableInputException e) {
            throw new UnusableInputException(e.problems().stream()
                    .map(problem -> Problem.at(lock.place(), problem.what(), problem.remedy()))
                    .toList());
        }
    }

    @Override
    public String withCarriedLock(String lock) {
        if (lock.equals(carriedLock())) {
            return text;
        }
        String packed = LockAnnotation.pack(lock);
        if (!LockAnnotation.fits(packed)) {
            throw new UnusableInputException(Problem.at(
                    manifest.lock().place(),
                    "The lock has " + packed.length() + " characters when packed, and all annotations of an object may have "
                            + LockAnnotation.KUBERNETES_LIMIT,
                    "Keep it in a file: say --lock FILE; or write " + Pin.KEY + ": native, which keeps what KubeVirt has fields for"));
        }
        FieldEdits edits = new FieldEdits(file, text, manifest.yaml());
        edits.set(manifest.carrier(), List.of("metadata", "annotations", LockAnnotation.KEY), packed);
        return edits.text();
    }

    /**
     * {@inheritDoc}
     *
     * <p>What was changed in libvirt is nothing that a manifest takes over: KubeVirt makes the domain anew from it.
     */
    @Override
    public String reflect(Reflection reflection) {
        if (reflection.drifted() != null) {
            throw new UnusableInputException(Problem.at(
                    Place.of(file),
                    "What was changed in libvirt can't be taken over into a " + manifest.root().at("kind").raw(),
                    "Change the manifest: KubeVirt makes the domain anew from it at each start"));
        }
        if (pin != Pin.NATIVE) {
            return text;
        }
        FieldEdits edits = new FieldEdits(file, text, manifest.yaml());
        new NativeFields(this, reflection).write(edits);
        return edits.text();
    }

    @Override
    public List<String> unsaid(Reflection reflection) {
        return pin == Pin.NATIVE ? new NativeFields(this, reflection).unsaid() : List.of();
    }
}
