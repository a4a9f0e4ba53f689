package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.text.Printer;
import dev.holdfast.spec.text.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Plain YAML: short names where people write, and a generic rule that holds everything else that libvirt can say.
 * What isn't listed isn't there.
 */
public final class YamlLens implements Lens {

    @Override
    public String name() {
        return "yaml";
    }

    /**
     * Reads a spec. Where it says nothing, its file names the VM, and the machine, the buses and the models are the
     * format's.
     *
     * @throws UnusableInputException with line and column of every problem found
     */
    @Override
    public Source read(String file, String text) {
        return YamlSource.read(file, text);
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code disk: {image: /a.qcow2}}: the device under its kind, in whatever words a document has for it. A disk
     * without a target name gets the next free one.
     */
    @Override
    public Element device(String file, String text, Element domain) {
        return SoleDevice.read(file, text, domain);
    }

    @Override
    public String print(Element domain) {
        return Printer.PLAIN.document(Writer.print(domain));
    }

    /** The same tree as JSON, which {@link #read} takes too. */
    public String toJson(Element domain) {
        StringBuilder out = new StringBuilder(4096);
        Printer.JSON.spread(Yaml.mapping(Writer.print(domain)), 0, out);
        return out.append('\n').toString();
    }

    /** A file's name without folder and ending, which names the VM; null for standard input. */
    static @Nullable String stem(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return stem.isEmpty() || stem.equals("-") ? null : stem;
    }
}
