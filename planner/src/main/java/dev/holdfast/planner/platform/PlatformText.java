package dev.holdfast.planner.platform;

import dev.holdfast.yaml.YamlScalar;
import java.util.Collection;

/** Writes a platform: YAML, always in the same order, so that two captures can be compared line by line. */
public final class PlatformText {

    /** The format that is written, and the newest that is read. */
    static final int FORMAT = 1;

    private static final String HEAD = "# Made by `holdfast platforms capture`: what a libvirt with its QEMU completes domains by.\n";

    /** A list that is longer goes over several lines. */
    private static final int WIDTH = 100;

    private PlatformText() {}

    /** The platform as text. */
    public static String write(PlannedPlatform platform) {
        StringBuilder out = new StringBuilder(16 * 1024);
        out.append(HEAD);
        out.append("platform: ").append(FORMAT).append('\n');
        entry("libvirt", platform.libvirt().toString(), out);
        entry("qemu", platform.qemu().toString(), out);
        entry("emulator", platform.emulator(), out);
        entry("usualMachine", platform.usualMachine(), out);
        entry("nvramFolder", platform.nvramFolder(), out);
        list("securityModels", platform.securityModels(), "", out);
        out.append("domainTypes:\n");
        platform.types().forEach((name, type) -> {
            out.append("  ").append(name).append(":\n");
            out.append("    ");
            entry("cpu", type.cpu(), out);
            list("cpuModes", type.cpuModes(), "    ", out);
        });
        out.append("machines:\n");
        platform.machines().all().forEach(machine -> machine(machine, out));
        out.append(platform.firmware().isEmpty() ? "firmware: []\n" : "firmware:\n");
        platform.firmware().forEach(image -> firmware(image, out));
        list("cpuModels", platform.cpuModels(), "", out);
        out.append("offers:\n");
        platform.offers().forEach((path, values) -> list(path, values, "  ", out));
        return out.toString();
    }

    private static void machine(Machine machine, StringBuilder out) {
        out.append("  ").append(machine.name()).append(": {vcpus: ").append(machine.vcpus());
        if (!machine.aliases().isEmpty()) {
            out.append(", aliases: [").append(String.join(", ", machine.aliases())).append(']');
        }
        out.append(machine.deprecated() ? ", deprecated: true}\n" : "}\n");
    }

    private static void firmware(FirmwareImage image, StringBuilder out) {
        out.append("- ");
        entry("path", image.path(), out);
        if (image.template() != null) {
            out.append("  ");
            entry("template", image.template(), out);
        }
        list("machines", image.machines(), "  ", out);
        list("features", image.features(), "  ", out);
    }

    private static void entry(String key, String value, StringBuilder out) {
        out.append(key).append(": ").append(YamlScalar.of(value)).append('\n');
    }

    private static void list(String key, Collection<String> values, String indent, StringBuilder out) {
        int start = out.length();
        out.append(indent).append(YamlScalar.isPlain(key) ? key : YamlScalar.of(key)).append(": [");
        String separator = "";
        for (String value : values) {
            String scalar = YamlScalar.of(value);
            out.append(separator);
            if (out.length() - start + scalar.length() > WIDTH) {
                out.setLength(out.length() - (separator.isEmpty() ? 0 : 1));
                start = out.append('\n').length();
                out.append(indent).append("  ");
            }
            out.append(scalar);
            separator = ", ";
        }
        out.append("]\n");
    }
}
