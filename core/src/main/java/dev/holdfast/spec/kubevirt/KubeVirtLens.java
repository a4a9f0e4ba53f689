package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import java.util.regex.Pattern;

/**
 * KubeVirt's VirtualMachine and VirtualMachineInstance, as YAML or JSON.
 *
 * @param pin how hardware is kept where the object doesn't say by the annotation {@value Pin#KEY}; a namespace may say
 */
public record KubeVirtLens(Pin pin) implements Lens {

    private static final Pattern MARK =
            Pattern.compile("(?m)^apiVersion\\s*:|^[^#\\n]*?[\"']?apiVersion[\"']?\\s*:\\s*[\"']?kubevirt\\.io/");

    /** True for the text of a Kubernetes object. */
    public static boolean isOne(String text) {
        return text.contains("apiVersion") && MARK.matcher(text).find();
    }

    @Override
    public String name() {
        return "kubevirt";
    }

    /** {@inheritDoc} */
    @Override
    public Source read(String file, String text) {
        return KubeVirtSource.read(file, text, pin);
    }

    /**
     * {@inheritDoc}
     *
     * <p>KubeVirt itself plugs devices into its VMs, by way of their objects.
     */
    @Override
    public Element device(String file, String text, Element domain) {
        throw new UnusableInputException(Problem.at(
                Place.of(file),
                "KubeVirt plugs devices into its VMs itself",
                "Add it to the VirtualMachine: kubectl edit, or virtctl addvolume"));
    }

    @Override
    public String print(Element domain) {
        throw new UnusableInputException(Problem.of(
                "A domain can't be printed as a VirtualMachine: volumes and networks are the cluster's",
                "Write the VirtualMachine, and let Holdfast complete it"));
    }

    /** False: what its fields can't say is in the lock that it carries. */
    @Override
    public boolean holdsDomains() {
        return false;
    }
}
