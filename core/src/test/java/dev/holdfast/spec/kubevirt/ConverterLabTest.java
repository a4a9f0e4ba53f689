package dev.holdfast.spec.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What KubeVirt's own converter made in its own test, beside what the lens makes of a manifest that asks for the same. The
 * manifest is written from the output: what each disk is by its alias, bus and path, each feature by its state.
 */
@Tag("lab")
class ConverterLabTest {

    /** Volumes by where the converter says that their images lie. */
    private static final Map<String, String> VOLUMES = Map.of(
            "/kubevirt-ephemeral-disk/", "ephemeral: {persistentVolumeClaim: {claimName: x}}",
            "/cloud-init-dir/", "cloudInitNoCloud: {userData: x}",
            "/secret-disks/", "secret: {secretName: x}",
            "/config-map-disks/", "configMap: {name: x}",
            "/service-account-disk/", "serviceAccount: {serviceAccountName: x}",
            "/sysprep-disks/", "sysprep: {configMap: {name: x}}");

    /**
     * All that differs, none of it for a guest to see: whether a claim is a block device and whether the console is logged
     * is for the cluster to say, and the card's empty source for nobody.
     */
    private static final Set<String> KNOWN = Set.of(
            "interface/source",
            "disk@type",
            "disk/source@file",
            "disk/source@dev",
            "disk/source@name",
            "serial/log@file",
            "serial/log@append");

    private static Element converted(String file) throws IOException {
        String said = System.getenv("HOLDFAST_CORPUS");
        Path corpus = Path.of("..").resolve(said == null ? "../shared/corpus" : said).resolve("kubevirt");
        assumeThat(corpus).isDirectory();
        return XmlSource.parse(Files.readString(corpus.resolve(file)), file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain_x86_64.xml", "domain_x86_64_root.xml"})
    void devicesAreTheSameInTheSameOrder(String file) throws IOException {
        Element wanted = converted(file);
        Element made = made(wanted);

        assertThat(names(made)).isEqualTo(names(wanted));
        Set<String> differences = new TreeSet<>();
        List<Element> ours = made.child("devices").elements();
        List<Element> theirs = wanted.child("devices").elements();
        for (int i = 0; i < ours.size(); i++) {
            differences.addAll(differences(theirs.get(i), ours.get(i)));
        }
        assertThat(differences).isEqualTo(KNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain_x86_64.xml", "domain_x86_64_root.xml"})
    void whatBelongsToNoDeviceIsTheSame(String file) throws IOException {
        Element wanted = converted(file);
        Element made = made(wanted);

        Set<String> differences = new TreeSet<>();
        for (String part : List.of("memory", "os", "cpu", "vcpu", "iothreads", "features", "clock", "name")) {
            differences.addAll(differences(wanted.child(part), made.child(part)));
        }
        assertThat(differences).isEmpty();
        assertThat(made.value("uuid")).isEqualTo(wanted.value("sysinfo/system/entry"));
    }

    /** Kind, alias, model, bus, target and address of each device, in order. */
    private static List<String> names(Element domain) {
        return domain.child("devices").elements().stream()
                .map(device -> device.name() + " "
                        + List.of("alias@name", "@model", "model@type", "@type", "@index", "target@bus", "target@dev", "@bus").stream()
                                .filter(path -> !(path.equals("@type") && device.name().equals("disk")))
                                .map(path -> String.valueOf(device.value(path)))
                                .collect(Collectors.joining(" "))
                        + " " + (device.child("address") == null ? "-" : Facts.sorted(device.child("address"))))
                .toList();
    }

    private static List<String> differences(Element wanted, Element made) {
        Map<String, String> theirs = Facts.sorted(wanted);
        Map<String, String> ours = Facts.sorted(made);
        Set<String> paths = new TreeSet<>(theirs.keySet());
        paths.addAll(ours.keySet());
        return paths.stream()
                .filter(path -> !String.valueOf(theirs.get(path)).equals(String.valueOf(ours.get(path))))
                .map(path -> Facts.general(path))
                .toList();
    }

    private static Element made(Element converted) {
        Spec spec = Spec.parse("vmi.yaml", manifest(converted));
        return spec.settle(spec.domain(), Set.of("kvm"));
    }

    private static String manifest(Element domain) {
        Element devices = domain.child("devices");
        String[] name = domain.value("name").split("_", 2);
        boolean onRoot = devices.child("interface").child("address") != null;
        List<String> lines = new ArrayList<>();
        lines.add("apiVersion: kubevirt.io/v1");
        lines.add("kind: VirtualMachineInstance");
        lines.add("metadata:");
        lines.add("  name: " + name[1]);
        lines.add("  namespace: " + name[0]);
        lines.add("  uid: " + devices.value("graphics/listen@socket").split("/")[4]);
        lines.add("  annotations: {" + RootComplex.ANNOTATION + ": \"" + onRoot + "\"}");
        lines.add("spec:");
        lines.add("  networks: [{name: default, pod: {}}]");
        lines.add("  domain:");
        lines.add("    resources: {requests: {memory: \"" + domain.value("memory") + "\"}}");
        lines.add("    firmware: {uuid: " + domain.value("sysinfo/system/entry") + ", serial: "
                + domain.child("sysinfo").child("system").elements().get(1).text() + "}");
        features(domain, lines);
        clock(domain, lines);
        lines.add("    devices:");
        lines.add("      disableHotplug: " + devices.elements("controller").stream().noneMatch(c -> "scsi".equals(c.attribute("type"))));
        lines.add("      rng: {}");
        lines.add("      interfaces: [{name: default, masquerade: {}}]");
        Element input = devices.child("input");
        lines.add("      inputs: [{name: " + alias(input) + ", type: tablet, bus: " + input.attribute("bus") + "}]");
        lines.add("      disks:");
        devices.elements("disk").forEach(disk -> disk(disk, lines));
        lines.add("  volumes:");
        devices.elements("disk").forEach(disk -> lines.add("  - {name: " + alias(disk) + ", " + volume(disk) + "}"));
        return String.join("\n", lines) + "\n";
    }

    private static String alias(Element device) {
        return device.value("alias@name").substring("ua-".length());
    }

    private static String volume(Element disk) {
        String file = String.valueOf(disk.value("source@file"));
        return VOLUMES.entrySet().stream()
                .filter(volume -> file.contains(volume.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("persistentVolumeClaim: {claimName: x}");
    }

    private static void disk(Element disk, List<String> lines) {
        String kind = disk.attribute("device");
        String of = "bus: " + disk.value("target@bus");
        if (kind.equals("cdrom")) {
            of += ", tray: " + disk.value("target@tray") + ", readonly: " + (disk.child("readonly") != null);
        }
        String more = disk.value("serial") == null ? "" : ", serial: \"" + disk.value("serial") + "\"";
        more += disk.value("driver@cache") == null ? "" : ", cache: " + disk.value("driver@cache");
        more += disk.value("driver@iothread") == null ? "" : ", dedicatedIOThread: true";
        lines.add("      - {name: " + alias(disk) + ", " + kind + ": {" + of + "}" + more + "}");
    }

    private static String enabled(String state) {
        return "enabled: " + (state.equals("on") || state.equals("yes"));
    }

    private static void features(Element domain, List<String> lines) {
        Element features = domain.child("features");
        lines.add("    features:");
        for (String plain : List.of("acpi", "apic", "smm")) {
            lines.add("      " + plain + ": {enabled: " + (features.child(plain) != null) + "}");
        }
        lines.add("      kvm: {hidden: " + "on".equals(features.value("kvm/hidden@state")) + "}");
        lines.add("      pvspinlock: {" + enabled(features.value("pvspinlock@state")) + "}");
        lines.add("      hyperv:");
        for (Element feature : features.child("hyperv").elements()) {
            String state = enabled(feature.attribute("state"));
            lines.add("        " + switch (feature.name()) {
                case "spinlocks" -> "spinlocks: {" + state + ", spinlocks: " + feature.attribute("retries") + "}";
                case "vendor_id" -> "vendorid: {" + state + ", vendorid: " + feature.attribute("value") + "}";
                case "stimer" ->
                    "synictimer: {" + state + ", direct: {" + enabled(feature.value("direct@state")) + "}}";
                default -> feature.name() + ": {" + state + "}";
            });
        }
    }

    private static void clock(Element domain, List<String> lines) {
        lines.add("    clock:");
        lines.add("      utc: {}");
        lines.add("      timer:");
        for (Element timer : domain.child("clock").elements()) {
            String name = switch (timer.attribute("name")) {
                case "kvmclock" -> "kvm";
                case "hypervclock" -> "hyperv";
                default -> timer.attribute("name");
            };
            String policy = timer.attribute("tickpolicy") == null ? "" : ", tickPolicy: " + timer.attribute("tickpolicy");
            String track = timer.attribute("track") == null ? "" : ", track: " + timer.attribute("track");
            lines.add("        " + name + ": {present: " + timer.attribute("present").equals("yes") + policy + track + "}");
        }
    }
}
