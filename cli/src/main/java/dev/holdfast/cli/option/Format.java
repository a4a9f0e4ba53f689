package dev.holdfast.cli.option;

import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.Spec;
import dev.holdfast.spec.xml.XmlLens;
import dev.holdfast.spec.yaml.YamlLens;
import java.util.List;
import java.util.Locale;

/** How a completed spec is printed. */
public enum Format {
    /** In the format that it came in. */
    SPEC,
    /** Plain YAML. */
    YAML,
    /** Libvirt's domain XML. */
    XML,
    /** Plain YAML's document as JSON. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A completed spec's text in this format; what is in the format already keeps its lines and comments. */
    public String print(Spec completed, Element whole, Platform platform) {
        if (this == SPEC || completed.lens().name().equals(toString())) {
            return completed.text();
        }
        Element domain = completed.lens().holdsDomains()
                ? completed.settle(completed.domain(), platform.domainTypes())
                : whole;
        return switch (this) {
            case SPEC, YAML -> new YamlLens().print(domain);
            case XML -> new XmlLens().print(domain);
            case JSON -> new YamlLens().toJson(domain);
        };
    }

    /** The name for a file in this format that is made of a file of that name. */
    public String rename(String name) {
        List<String> endings = switch (this) {
            case SPEC -> List.of();
            case YAML -> List.of(".yaml", ".yml", ".json");
            case XML -> List.of(".xml");
            case JSON -> List.of(".json");
        };
        if (endings.isEmpty() || endings.stream().anyMatch(name::endsWith)) {
            return name;
        }
        return OutputOptions.stem(name) + endings.getFirst();
    }

    /** What stands between two results on one stream: XML and JSON end by themselves. */
    public String separator(Spec completed) {
        return this == YAML || this == SPEC && completed.lens().name().equals("yaml") ? "---\n" : "";
    }
}
