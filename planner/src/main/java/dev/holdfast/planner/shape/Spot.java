package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.problem.CompleterException;

/**
 * What is being read: the element, what of it, for which libvirt.
 *
 * @param element the element
 * @param what the attribute's name with an {@code @} before it; empty for the text
 * @param reader for whom
 */
public record Spot(Element element, String what, Reader reader) {

    /** The libvirt that reads. */
    public Version libvirt() {
        return reader.libvirt();
    }

    /** That libvirt rejects the value. */
    public CompleterException rejected(String written, String why) {
        return Verdict.rejected(element, "<" + element.name() + "> " + what + " '" + written + "': " + why, "");
    }

    /** That the planner doesn't model the value. */
    public CompleterException unmodelled(String written) {
        return Verdict.unmodelled(element, "<" + element.name() + "> " + what + " '" + written + "'");
    }
}
