package dev.holdfast.spec.xml;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Resolved;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Reflection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what was completed into a domain XML text: new attributes into their tags, new elements on their own lines. */
final class XmlEditor {

    private final XmlSource xml;
    private final Element domain;
    private final Reflection reflection;
    private final XmlMarkup markup;

    XmlEditor(XmlSource xml, Element domain, Reflection reflection) {
        this.xml = xml;
        this.domain = domain;
        this.reflection = reflection;
        this.markup = new XmlMarkup(xml.text(), xml.spans());
    }

    String edited() {
        element(xml.root(), reflection.complete(), xml.root().name());
        return markup.edited();
    }

    /** The path is empty from a device on, for which nothing is said of any. */
    private void element(Element written, Element complete, String path) {
        if (written == complete) {
            return;
        }
        attributes(written, complete, path);
        if (written.isMixed() || complete.isMixed()) {
            return;
        }
        if (!complete.elements().isEmpty() || !written.elements().isEmpty()) {
            children(written, complete, path);
        } else if (written.children().isEmpty() && !complete.children().isEmpty()) {
            markup.addText(written, complete.text());
        }
    }

    private void attributes(Element written, Element complete, String path) {
        complete.attributes().forEach((name, value) -> {
            String own = written.attribute(name);
            if (own == null) {
                if (!(path.equals("domain") && domain.attribute(name) != null)) {
                    markup.addAttribute(written, name, value);
                }
            } else if (!NormalForm.same(own, value) && Resolved.mayBeName(path + "@" + name)) {
                markup.replaceAttribute(written, name, value);
            }
        });
    }

    private void children(Element written, Element complete, String path) {
        boolean devices = path.equals("domain/devices");
        Owners own = devices
                ? devices(written, complete)
                : Siblings.pair(complete, written)::get;
        List<Element> first = new ArrayList<>();
        Optional<Element> anchor = Optional.empty();
        Facts.Steps steps = new Facts.Steps();
        for (Element child : complete.elements()) {
            String childPath = path.isEmpty() || devices ? "" : path + steps.to(child);
            Element partner = own.of(child);
            if (partner != null) {
                element(partner, child, childPath);
                anchor = Optional.of(partner);
            } else if (written.elements().isEmpty()) {
                first.add(child);
            } else if (!standsUnderAnotherPrefix(child, path)) {
                markup.addChild(written, anchor, child);
            }
        }
        if (!first.isEmpty()) {
            markup.addFirstChildren(written, first);
        }
    }

    private boolean standsUnderAnotherPrefix(Element child, String path) {
        return path.equals("domain") && child.name().indexOf(':') > 0 && domain.child(child.name()) != null;
    }

    /** For an element of the complete parent the one of the written parent that it was. */
    private interface Owners {
        @Nullable Element of(Element complete);
    }

    private Owners devices(Element written, Element complete) {
        Map<Element, Element> own = new IdentityHashMap<>();
        Siblings.pair(
                        written.withChildren(DeviceKinds.others(written)),
                        complete.withChildren(DeviceKinds.others(complete)))
                .forEach((mine, theirs) -> own.put(theirs, mine));
        for (Element device : written.elements()) {
            Element partner = reflection.partner(device);
            if (partner != null) {
                own.put(partner, device);
            }
        }
        return own::get;
    }
}
