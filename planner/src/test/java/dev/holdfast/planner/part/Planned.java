package dev.holdfast.planner.part;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import java.util.Objects;

/** Small domains, completed as some libvirt with its QEMU would. */
final class Planned {

    static final Planned OLD = on("7.0.0");
    static final Planned OLDER = on("9.0.0");
    static final Planned NEW = on("11.3.0");
    static final Planned NEWEST = on("12.8.0");

    private final Planner planner;

    private Planned(Planner planner) {
        this.planner = planner;
    }

    private static Planned on(String libvirt) {
        return new Planned(Planner.on(Platforms.named(libvirt)));
    }

    /** A domain with these elements, completed. */
    Element with(String elements) {
        return planner.complete(XmlSource.parse(
                """
                <domain type='qemu'>
                  <name>vm</name>
                  <devices><controller type='usb' model='none'/><memballoon model='none'/></devices>
                  %s
                </domain>
                """
                        .formatted(elements),
                "vm.xml"));
    }

    /** The same of a q35 machine with memory. */
    Element q35(String elements) {
        return with("<memory unit='MiB'>512</memory><os><type machine='q35'>hvm</type></os>" + elements);
    }

    /** The same of a q35 machine with memory and ACPI, whose {@code <os>} has these elements after its type. */
    Element os(String attributes, String elements) {
        return with("<memory unit='MiB'>512</memory><features><acpi/></features><os" + attributes
                + "><type machine='q35'>hvm</type>" + elements + "</os>");
    }

    static String part(Element domain, String name) {
        return Objects.requireNonNull(domain.child(name)).toString();
    }
}
