package dev.holdfast.spec.xml;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Namespaces;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import java.util.Set;

/** libvirt domain XML, as it is: the domain and the spec are the same tree. */
public final class XmlLens implements Lens {

    private static final Set<String> NO_DEVICES = Set.of("domain", "devices");

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public Source read(String file, String text) {
        return XmlSpecSource.of(XmlSource.read(text, file));
    }

    @Override
    public Element device(String file, String text, Element domain) {
        Element device = Namespaces.canonical(XmlSource.read(text, file).root());
        if (!DeviceKinds.isDevice(device) || NO_DEVICES.contains(device.name())) {
            throw new UnusableInputException(Problem.at(
                    device.place(), "A <" + device.name() + "> is no device", "Write one, such as <disk>…</disk>"));
        }
        return device;
    }

    @Override
    public String print(Element domain) {
        return DomainXml.write(domain);
    }
}
