package dev.holdfast.spec.xml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;

/** A domain XML text that can be edited in place. */
record XmlSpecSource(XmlSource xml) implements Lens.Source {

    @Override
    public Element domain() {
        return xml.root();
    }

    @Override
    public String reflect(Reflection reflection) {
        return new XmlEditor(xml, reflection).edited();
    }
}
