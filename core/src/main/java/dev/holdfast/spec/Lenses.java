package dev.holdfast.spec;

import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.kubevirt.KubeVirtLens;
import dev.holdfast.spec.kubevirt.Pin;
import dev.holdfast.spec.xml.XmlLens;
import dev.holdfast.spec.yaml.YamlLens;
import java.util.List;

/** The formats there are, told apart by content. */
public final class Lenses {

    private static final Lens XML = new XmlLens();
    private static final Lens YAML = new YamlLens();
    private static final Lens KUBEVIRT = new KubeVirtLens(Pin.WHOLE);
    private static final List<Lens> ALL = List.of(XML, YAML, KUBEVIRT);

    private Lenses() {}

    /**
     * The format that this text is in: XML where the first character that counts is {@code <}, KubeVirt's where it says
     * that its API version is, else plain YAML.
     */
    public static Lens of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '\uFEFF') {
                return c == '<' ? XML : KubeVirtLens.isOne(text) ? KUBEVIRT : YAML;
            }
        }
        return YAML;
    }

    /**
     * The format of this name.
     *
     * @throws UnusableInputException where there is none
     */
    public static Lens named(String name) {
        return ALL.stream()
                .filter(lens -> lens.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnusableInputException(Problem.of(
                        "There is no format " + name,
                        "Formats: "
                                + String.join(", ", ALL.stream().map(Lens::name).toList()))));
    }
}
