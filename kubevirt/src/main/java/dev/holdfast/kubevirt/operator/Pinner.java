package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.Holdfast;
import dev.holdfast.Observed;
import dev.holdfast.kubevirt.KeptLock;
import dev.holdfast.kubevirt.operator.DefinitionReader.UnreadableException;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockText;
import dev.holdfast.problem.HoldfastException;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Spec;
import dev.holdfast.spec.kubevirt.KubeVirtLens;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import dev.holdfast.spec.kubevirt.Pin;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.zjsonpatch.JsonDiff;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides about one VirtualMachine: compares its instance's domain with its lock. Writes nothing. */
final class Pinner {

    /**
     * The longest lock, packed. KubeVirt hands a hook the whole instance as one argument of a command, and Linux takes
     * none of more than 128 KiB ({@code MAX_ARG_STRLEN}); the other half is for the rest of the instance.
     */
    static final int LONGEST = 64 * 1024;

    private final DefinitionReader reader;

    Pinner(DefinitionReader reader) {
        this.reader = reader;
    }

    /**
     * What is to be done, by all that is known now.
     *
     * @param otherwise how it is pinned where it doesn't say itself
     */
    Decision decide(VirtualMachine vm, @Nullable VirtualMachineInstance instance, Pin otherwise) {
        try {
            return switch (vm.pin().orElse(otherwise)) {
                case NONE -> new Decision.LeftAlone();
                case WHOLE -> whole(vm, instance);
                case NATIVE -> reflected(vm, instance);
            };
        } catch (UnreadableException e) {
            return new Decision.CannotPin("DomainUnreadable", String.valueOf(e.getMessage()), true);
        } catch (HoldfastException e) {
            return new Decision.CannotPin("Unusable", message(e), false);
        }
    }

    private Decision whole(VirtualMachine vm, @Nullable VirtualMachineInstance instance) throws UnreadableException {
        Lock earlier;
        try {
            earlier = KeptLock.in(vm.templateAnnotations(), vm.label()).orElse(null);
        } catch (UnusableInputException e) {
            return new Decision.CannotPin("LockUnusable", message(e), false);
        }
        Optional<Definition> definition = definition(instance);
        return instance == null || definition.isEmpty()
                ? new Decision.LeftAlone()
                : compared(vm, instance, definition.get(), earlier);
    }

    private Decision reflected(VirtualMachine vm, @Nullable VirtualMachineInstance instance) throws UnreadableException {
        Optional<Definition> definition = definition(instance);
        if (definition.isEmpty()) {
            return new Decision.LeftAlone();
        }
        Lens lens = new KubeVirtLens(Pin.NATIVE);
        String text = Serialization.asYaml(vm);
        Spec spec = new Spec(vm.label(), text, lens, lens.read(vm.label(), text), 0);
        Observed observed =
                Holdfast.observe(spec, definition.get().domain(), null, definition.get().platform());
        Spec after = spec.reflect(observed.reflection());
        if (after.text().equals(text)) {
            return new Decision.Held();
        }
        JsonNode patch = JsonDiff.asJson(json(text), json(after.text()));
        return patch.isEmpty() ? new Decision.Held() : new Decision.Reflected(patch, spec.source().unsaid(observed.reflection()));
    }

    private Optional<Definition> definition(@Nullable VirtualMachineInstance instance) throws UnreadableException {
        return instance == null || !instance.isRunning()
                ? Optional.empty()
                : reader.read(instance).filter(found -> isOf(instance, found));
    }

    private static JsonNode json(String yaml) {
        return Serialization.unmarshal(yaml, JsonNode.class);
    }

    /** A domain may be that of the instance before or after the one that is known here. */
    private static boolean isOf(VirtualMachineInstance instance, Definition definition) {
        String made = definition.instance();
        return made == null || made.equals(instance.getMetadata().getUid());
    }

    private static Decision compared(
            VirtualMachine vm, VirtualMachineInstance instance, Definition found, @Nullable Lock earlier) {
        Spec spec = Spec.parse(vm.label(), instance.manifest());
        Observed observed = Holdfast.observe(spec, found.domain(), earlier, found.platform());
        boolean accepted = KeptLock.mayChange(vm.templateAnnotations());
        if (!observed.isHeld() && !accepted) {
            return new Decision.Drifted(observed.changes());
        }
        if (observed.lock() == earlier) {
            return new Decision.Held();
        }
        String why = earlier == null ? "locked" : observed.isHeld() ? "locked after an edit" : "locked as accepted";
        return written(observed.lock(), why);
    }

    private static Decision written(Lock lock, String why) {
        String packed = LockAnnotation.pack(LockText.write(lock));
        if (packed.length() <= LONGEST) {
            return new Decision.Written(packed, why);
        }
        String essential = LockAnnotation.pack(LockText.write(lock.essential()));
        if (essential.length() <= LONGEST) {
            return new Decision.Written(essential, why + ", without what no guest sees: all of it is too long");
        }
        return new Decision.CannotPin(
                "LockTooLong",
                "The lock has " + essential.length() + " bytes, packed, of " + LONGEST
                        + " that KubeVirt can hand to its hook. Annotate the VirtualMachine with holdfast.dev/pin: native",
                false);
    }

    private static String message(HoldfastException e) {
        return e.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    }
}
