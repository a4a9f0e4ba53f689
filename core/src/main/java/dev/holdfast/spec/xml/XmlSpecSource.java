package dev.holdfast.spec.xml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Namespaces;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Takeover;
import java.util.Set;

/**
 * A domain XML text that can be edited in place.
 *
 * @param xml the text as it is
 * @param domain the same with libvirt's prefixes for libvirt's namespaces
 */
record XmlSpecSource(XmlSource xml, Element domain) implements Lens.Source {

    static XmlSpecSource of(XmlSource xml) {
        return new XmlSpecSource(xml, Namespaces.canonical(xml.root()));
    }

    @Override
    public Element written(Element stated) {
        return stated;
    }

    @Override
    public Element settle(Element pinned, Set<String> domainTypes) {
        return pinned;
    }

    /** libvirt's XML has no word for it; who writes XML lists ports. */
    @Override
    public int sparePorts() {
        return 0;
    }

    @Override
    public String reflect(Reflection reflection) {
        Reflection.Drifted drifted = reflection.drifted();
        return drifted == null
                ? new XmlEditor(xml, domain, reflection).edited()
                : new XmlRevision(xml, domain, new Takeover(domain, reflection, drifted)).edited();
    }
}
