package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a platform, and says where it isn't one. */
final class PlatformYaml {

    private static final Set<String> KEYS = Set.of(
            "platform",
            "libvirt",
            "qemu",
            "emulator",
            "usualMachine",
            "nvramFolder",
            "securityModels",
            "domainTypes",
            "machines",
            "firmware",
            "cpuModels",
            "offers");

    private static final Set<String> TYPE_KEYS = Set.of("cpu", "cpuModes");

    private static final Set<String> FIRMWARE_KEYS = Set.of("path", "template", "machines", "features");

    private static final Set<String> MACHINE_KEYS = Set.of("vcpus", "aliases", "deprecated");

    private final String file;

    private PlatformYaml(String file) {
        this.file = file;
    }

    /**
     * A platform from text.
     *
     * @param file its name as the user gave it
     * @throws UnusableInputException with the line where it isn't a platform, or where a newer Holdfast made it
     */
    static PlannedPlatform read(String text, String file) {
        return new PlatformYaml(file).read(YamlValue.read(text, file, "The platform")
                .orElseThrow(() -> new UnusableInputException(
                        Problem.at(Place.of(file), "The platform is empty", "Capture it: holdfast platforms capture URI"))));
    }

    private PlannedPlatform read(YamlValue document) {
        Map<String, YamlValue> root = document.mapping();
        YamlValue format = root.get("platform");
        if (format == null) {
            throw document.bad("Not a platform: it has no key platform", "Capture one: holdfast platforms capture URI");
        }
        if (format.integer("platform") != PlatformText.FORMAT) {
            throw format.bad(
                    "The platform is of format " + format.scalar() + "; this Holdfast reads " + PlatformText.FORMAT,
                    "Capture it anew: holdfast platforms capture URI");
        }
        checkKeys(root, KEYS);
        Version libvirt = version(root, "libvirt");
        Map<String, DomainType> types = new LinkedHashMap<>();
        need(root, "domainTypes").mapping().forEach((name, type) -> types.put(name, type(type)));
        Map<String, Set<String>> offers = new LinkedHashMap<>();
        need(root, "offers").mapping().forEach((path, values) -> offers.put(path, strings(values)));
        return new PlannedPlatform(
                "libvirt-" + libvirt,
                libvirt,
                version(root, "qemu"),
                need(root, "emulator").scalar(),
                need(root, "usualMachine").scalar(),
                need(root, "nvramFolder").scalar(),
                List.copyOf(strings(need(root, "securityModels"))),
                Collections.unmodifiableMap(types),
                machines(need(root, "machines")),
                need(root, "firmware").sequence().stream().map(this::firmware).toList(),
                strings(need(root, "cpuModels")),
                Collections.unmodifiableMap(offers));
    }

    private DomainType type(YamlValue value) {
        Map<String, YamlValue> type = value.mapping();
        checkKeys(type, TYPE_KEYS);
        return new DomainType(need(type, "cpu").scalar(), strings(need(type, "cpuModes")));
    }

    private Machines machines(YamlValue value) {
        List<Machine> machines = new ArrayList<>();
        value.mapping().forEach((name, entry) -> {
            Map<String, YamlValue> machine = entry.mapping();
            checkKeys(machine, MACHINE_KEYS);
            @Nullable YamlValue aliases = machine.get("aliases");
            @Nullable YamlValue deprecated = machine.get("deprecated");
            machines.add(new Machine(
                    name,
                    aliases == null ? List.of() : List.copyOf(strings(aliases)),
                    need(machine, "vcpus").integer("vcpus"),
                    deprecated != null && deprecated.truth("deprecated")));
        });
        return new Machines(machines);
    }

    private FirmwareImage firmware(YamlValue value) {
        Map<String, YamlValue> image = value.mapping();
        checkKeys(image, FIRMWARE_KEYS);
        @Nullable YamlValue template = image.get("template");
        return new FirmwareImage(
                need(image, "path").scalar(),
                template == null ? null : template.scalar(),
                List.copyOf(strings(need(image, "machines"))),
                strings(need(image, "features")));
    }

    private static Set<String> strings(YamlValue list) {
        Set<String> strings = new LinkedHashSet<>();
        for (YamlValue item : list.sequence()) {
            strings.add(item.scalar());
        }
        return Collections.unmodifiableSet(strings);
    }

    private Version version(Map<String, YamlValue> map, String key) {
        YamlValue value = need(map, key);
        try {
            return Version.parse(value.scalar());
        } catch (NumberFormatException e) {
            throw value.bad(key + " is a version such as 12.8.0, not " + value.scalar());
        }
    }

    private YamlValue need(Map<String, YamlValue> map, String key) {
        YamlValue value = map.get(key);
        if (value == null) {
            throw new UnusableInputException(Problem.at(
                    map.isEmpty() ? Place.of(file) : map.values().iterator().next().place(),
                    "The platform lacks " + key + " here",
                    "Capture it: holdfast platforms capture URI"));
        }
        return value;
    }

    private static void checkKeys(Map<String, YamlValue> map, Set<String> keys) {
        map.forEach((key, value) -> {
            if (!keys.contains(key)) {
                throw value.bad("There is no " + key + " in a platform");
            }
        });
    }
}
