package dev.holdfast.spec.kubevirt;

import dev.holdfast.spec.text.Problems;
import dev.holdfast.spec.text.Yaml;
import dev.holdfast.spec.text.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A VirtualMachine or VirtualMachineInstance as a text has it.
 *
 * @param yaml the text's values
 * @param root the whole object
 * @param carrier what holds the instance's {@code metadata} and {@code spec}: a VirtualMachine's template, or the instance
 * @param problems what is wrong with it
 */
record Manifest(YamlText yaml, Field root, Field carrier, Problems problems) {

    private static final Set<String> VERSIONS = Set.of("kubevirt.io/v1", "kubevirt.io/v1alpha3");
    private static final Set<String> KINDS = Set.of("VirtualMachine", "VirtualMachineInstance");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    static Manifest read(String file, String text) {
        Problems problems = new Problems(file);
        YamlText yaml = YamlText.read(text, problems);
        if (!(yaml.root() instanceof Yaml.Mapping mapping)) {
            throw problems.fatal(new Yaml.Span(0, 0, 1, 1), "The document is no Kubernetes object", "Write apiVersion, kind, metadata and spec");
        }
        Field root = new Field("", mapping, mapping.span(), problems);
        String version = root.at("apiVersion").text();
        String kind = root.at("kind").text();
        if (version == null || !VERSIONS.contains(version)) {
            Field at = root.at("apiVersion");
            throw problems.fatal(
                    at.near(),
                    version == null ? "There is no apiVersion" : version + " is not an API that Holdfast knows VMs of",
                    "Give a VirtualMachine or VirtualMachineInstance of kubevirt.io/v1");
        }
        if (kind == null || !KINDS.contains(kind)) {
            throw problems.fatal(
                    root.at("kind").near(),
                    kind == null ? "There is no kind" : "A " + kind + " is not a VM",
                    "Give a VirtualMachine or VirtualMachineInstance");
        }
        Field carrier = kind.equals("VirtualMachine") ? root.at("spec").at("template") : root;
        Field spec = carrier.at("spec");
        if (!spec.isThere() || !(spec.value() instanceof Yaml.Mapping)) {
            throw problems.fatal(
                    spec.near(),
                    "The " + kind + " has no " + (carrier == root ? "spec" : "spec.template.spec"),
                    "Write it, and below it domain: and what the VM has");
        }
        if (!spec.at("domain").isThere()) {
            throw problems.fatal(spec.near(), "There is no domain below " + spec.path(), "Write domain: and below it what the VM has");
        }
        return new Manifest(yaml, root, carrier, problems);
    }

    boolean isVm() {
        return carrier != root;
    }

    /** The instance that it asks for. */
    Vmi vmi() {
        Field metadata = root.at("metadata").mapping();
        String namespace = metadata.at("namespace").text(Devices.NAME, "the name of a namespace", Devices.NAME_REMEDY);
        Field named = metadata.at("name");
        String name = named.text(NAME, "a name of Kubernetes", "Use small letters, digits and -");
        if (!named.isThere() || "".equals(named.raw())) {
            problems.add(metadata.near(), "The VM has no name", "Write one below metadata");
        }
        String uid = isVm() ? null : metadata.at("uid").text(Devices.NAME, "a UID", "");
        Vmi vmi = new Vmi(
                namespace == null ? "default" : namespace,
                name == null ? "-" : name,
                uid,
                annotations(carrier),
                carrier.at("metadata"),
                carrier.at("spec"),
                isVm() ? new Field("status", null, root.near(), problems) : root.at("status"));
        for (String set : List.of("instancetype", "preference")) {
            Field elsewhere = root.at("spec").at(set);
            if (isVm() && elsewhere.isThere()) {
                vmi.remark(
                        elsewhere,
                        "The " + set + " " + elsewhere.at("name").text() + " is the cluster's: what it sets isn't in this file, and"
                                + " KubeVirt's own defaults stand for it here",
                        "For the VM as it will run, give what virtctl expand --file FILE prints");
            }
        }
        return vmi;
    }

    /** Those that KubeVirt reads. */
    private static Map<String, String> annotations(Field holder) {
        Map<String, String> found = new LinkedHashMap<>();
        Field annotations = holder.at("metadata").at("annotations").mapping();
        if (annotations.value() instanceof Yaml.Mapping mapping) {
            for (Yaml.Entry entry : mapping.entries()) {
                String key = entry.key().value();
                String value = key.startsWith("kubevirt.io/") ? annotations.at(key).text() : null;
                if (value != null) {
                    found.put(key, value);
                }
            }
        }
        return found;
    }

    /** Notes a lock that stands where KubeVirt carries it nowhere. */
    void checkLockPlace() {
        Field misplaced = root.at("metadata").at("annotations").at(LockAnnotation.KEY);
        if (isVm() && misplaced.isThere()) {
            misplaced.complain("is on the VirtualMachine itself, and instances get its template's annotations", "Move it below spec.template.metadata");
        }
    }

    /** The annotation with the lock. */
    Field lock() {
        return carrier.at("metadata").at("annotations").at(LockAnnotation.KEY);
    }

    /** How its hardware is kept. */
    Pin pin(Pin otherwise) {
        for (Field holder : List.of(carrier, root)) {
            Field field = holder.at("metadata").at("annotations").at(Pin.KEY);
            String word = field.text();
            if (word != null) {
                for (Pin pin : Pin.values()) {
                    if (pin.word().equals(word)) {
                        return pin;
                    }
                }
                field.complain("is " + word + ", which is no way to keep hardware", "Write native, whole or none");
            }
        }
        return otherwise;
    }
}
