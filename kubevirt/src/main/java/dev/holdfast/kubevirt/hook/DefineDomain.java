package dev.holdfast.kubevirt.hook;

import dev.holdfast.HeldDomain;
import dev.holdfast.Holdfast;
import dev.holdfast.abi.AbiChange;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.kubevirt.KeptLock;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import dev.holdfast.spec.Targets;
import dev.holdfast.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to KubeVirt's {@code onDefineDomain}: the domain that virt-launcher is about to define, with the VM's lock in
 * it. The call may come several times for one start: virt-launcher first defines the domain with placeholders for network
 * cards to come, and then what libvirt made of it without them (KubeVirt since 1.0). Both are pinned alike.
 */
public final class DefineDomain {

    private static final String KIND = "VirtualMachineInstance";

    private static final String REMEDY = "Undo the edit of the VirtualMachine, or annotate spec.template.metadata with "
            + KeptLock.ACCEPT + ": \"true\" to let the guest notice";

    private DefineDomain() {}

    /**
     * The domain to be defined. Without a lock it is the given one, character for character.
     *
     * @param vmi the VirtualMachineInstance as JSON
     * @param domain libvirt's domain XML
     * @throws dev.holdfast.problem.UnusableInputException where the lock, or the domain, can't be read, or the instance is none
     * @throws RefusalException where the VM's spec contradicts its lock and the guest would notice
     */
    public static String answer(String vmi, String domain) {
        Map<String, YamlValue> instance = instance(vmi);
        Map<String, String> annotations = annotations(instance);
        String manifest = instance.containsKey("kind") ? vmi : withKind(vmi);
        Optional<Lock> lock = KeptLock.in(annotations, "the VirtualMachineInstance");
        return lock.map(held -> pinned(manifest, domain, held, KeptLock.mayChange(annotations))).orElse(domain);
    }

    private static String pinned(String manifest, String domain, Lock lock, boolean mayChange) {
        Element given = XmlSource.parse(domain, "the domain XML");
        if (!given.name().equals("domain") || given.child("name") == null) {
            throw new UnusableInputException(Problem.of(
                    "The domain XML is <" + given.name() + ">, and not a domain with a name", "Give what virt-launcher would define"));
        }
        Element partial = DiskLetters.without(given);
        HeldDomain held = spec(manifest)
                .map(spec -> Holdfast.hold(partial, spec, lock))
                .orElseGet(() -> Holdfast.hold(partial, lock));
        if (!held.changes().isEmpty() && !mayChange) {
            throw new RefusalException(problems(held.changes()));
        }
        return DomainXml.write(held.domain().mapChild("devices", Targets::name));
    }

    /** What the owner asked for; empty where an instance says what this lens can't read: then all of the domain is his. */
    private static Optional<Spec> spec(String manifest) {
        try {
            Spec spec = Spec.parse("the VirtualMachineInstance", manifest);
            spec.domain();
            return Optional.of(spec);
        } catch (UnusableInputException e) {
            // A later KubeVirt's instance starts as long as its domain doesn't contradict the lock.
            return Optional.empty();
        }
    }

    private static List<Problem> problems(List<AbiChange> changes) {
        return changes.stream()
                .map(change -> Problem.of(change.toString(), change == changes.getLast() ? REMEDY : ""))
                .toList();
    }

    private static Map<String, YamlValue> instance(String vmi) {
        return YamlValue.read(vmi, "the VirtualMachineInstance", "It")
                .map(YamlValue::mapping)
                .filter(DefineDomain::isInstance)
                .orElseThrow(() -> new UnusableInputException(Problem.of(
                        "The instance given is no VirtualMachineInstance", "Give it whole, as KubeVirt gives it to hooks")));
    }

    /** KubeVirt's own client leaves an object's kind out. */
    private static boolean isInstance(Map<String, YamlValue> instance) {
        YamlValue kind = instance.get("kind");
        return kind == null ? instance.containsKey("metadata") : KIND.equals(kind.scalar());
    }

    private static String withKind(String vmi) {
        return vmi.replaceFirst("\\{", "{\"apiVersion\":\"kubevirt.io/v1\",\"kind\":\"" + KIND + "\",");
    }

    private static Map<String, String> annotations(Map<String, YamlValue> instance) {
        Map<String, String> annotations = new LinkedHashMap<>();
        Optional.ofNullable(instance.get("metadata"))
                .map(metadata -> metadata.mapping().get("annotations"))
                .ifPresent(all -> all.mapping().forEach((key, value) -> annotations.put(key, value.scalar())));
        return annotations;
    }
}
