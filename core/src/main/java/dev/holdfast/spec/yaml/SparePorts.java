package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Problems;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How many free ports for devices to come a document asks for: {@code pci: {spare-ports: 4}}. libvirt knows no such
 * element, so that it is taken out of what goes there.
 */
final class SparePorts {

    static final String KEY = "spare-ports";

    static final Path PATH = Path.of("@" + KEY);

    /** A PCI domain has 256 buses, of which each port takes one. */
    static final Value.Check CHECK = new Value.Check(
            Pattern.compile("[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]"),
            "a number of ports",
            "Write a whole number, 0 to 255");

    private SparePorts() {}

    /** Takes it out of the domain; 0 where the document doesn't say. */
    static int take(Draft domain, Problems problems) {
        List<Draft> all = domain.children("pci");
        domain.children.removeAll(all);
        int ports = 0;
        for (Draft pci : all) {
            String asked = pci.take(PATH);
            boolean number = asked != null && CHECK.pattern().matcher(asked).matches();
            if (pci.written != null && (!pci.isEmpty() || asked != null && !number)) {
                problems.add(pci.written.span(), "pci takes " + KEY + " and nothing else", CHECK.remedy());
            }
            ports = asked != null && number ? Math.max(ports, Integer.parseInt(asked)) : ports;
        }
        return ports;
    }
}
