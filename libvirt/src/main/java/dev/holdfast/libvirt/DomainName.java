package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What libvirt holds against a domain's name.
 *
 * <p>A dry run goes under another name, so libvirt doesn't get to say it. Measured on 7.0, 9.0, 11.3 and 12.8, which
 * agree. {@code .} and {@code ..} they do define, and then they delete {@code /var/lib/libvirt/qemu} itself on
 * undefining the latter; Holdfast refuses both.
 */
final class DomainName {

    /** The longest in bytes of UTF-8: libvirt writes {@code NAME.xml.new}, and a file's name has at most 255. */
    private static final int LONGEST = 255 - ".xml.new".length();

    private DomainName() {}

    /**
     * Checks the name of a domain.
     *
     * @throws CompleterException with {@link Reason#REJECTED} where libvirt would not, or should not, take it
     */
    static void check(Element domain) {
        Element element = domain.child("name");
        String name = element == null ? "" : element.text();
        String wrong = wrong(name);
        if (wrong != null) {
            Place place = element == null ? domain.place() : element.place();
            String remedy = name.isEmpty()
                    ? "Give the VM a name: name: in YAML, <name> in XML"
                    : "Give the VM another name";
            throw new CompleterException(Reason.REJECTED, Problem.at(place, wrong, remedy), null);
        }
    }

    private static @Nullable String wrong(String name) {
        if (name.isEmpty()) {
            return "The domain has no name";
        }
        if (name.equals(".") || name.equals("..")) {
            return "The domain's name is '" + name + "', which libvirt takes for a folder of its own";
        }
        if (name.contains("/")) {
            return "The domain's name '" + name + "' contains '/'";
        }
        if (name.contains("\n")) {
            return "The domain's name '" + name.replace("\n", "\\n") + "' contains a line break";
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        return length > LONGEST
                ? "The domain's name '" + name + "' has " + length + " bytes, more than the " + LONGEST
                        + " that libvirt can store"
                : null;
    }
}
