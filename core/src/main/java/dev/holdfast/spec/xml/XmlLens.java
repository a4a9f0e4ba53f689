package dev.holdfast.spec.xml;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Lens;
import java.util.Set;

/** libvirt domain XML, as it is: the domain and the spec are the same tree. */
public final class XmlLens implements Lens {

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public Source read(String file, String text) {
        return XmlSpecSource.of(XmlSource.read(text, file));
    }

    @Override
    public Element settle(Element pinned, Set<String> domainTypes) {
        return pinned;
    }

    @Override
    public String print(Element domain) {
        return DomainXml.write(domain);
    }
}
