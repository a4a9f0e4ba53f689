package dev.holdfast.spec.xml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.domain.XmlSource.Span;
import dev.holdfast.spec.Takeover;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a domain XML text say what drifted: values are replaced where they stand, elements come and go by the line. */
final class XmlRevision {

    private final XmlSource xml;
    private final Element domain;
    private final Takeover takeover;
    private final XmlMarkup markup;
    private final Set<String> declared = new HashSet<>();

    /** @param domain the text's domain with libvirt's prefixes, of which the takeover speaks */
    XmlRevision(XmlSource xml, Element domain, Takeover takeover) {
        this.xml = xml;
        this.domain = domain;
        this.takeover = takeover;
        Map<Element, Span> spans = new IdentityHashMap<>();
        locate(domain, xml.root(), spans);
        this.markup = new XmlMarkup(xml.text(), spans);
    }

    /** An element under libvirt's prefix stands where the one under its owner's does. */
    private void locate(Element element, Element raw, Map<Element, Span> spans) {
        Span span = xml.spans().get(raw);
        if (span != null) {
            spans.put(element, span);
        }
        List<Element> inner = element.elements();
        List<Element> rawInner = raw.elements();
        for (int i = 0; i < inner.size(); i++) {
            locate(inner.get(i), rawInner.get(i), spans);
        }
    }

    String edited() {
        element(domain, takeover.domain());
        return markup.edited();
    }

    private void element(Element own, Element after) {
        if (own == after) {
            return;
        }
        attributes(own, after);
        if (hasText(own) || hasText(after)) {
            if (!own.children().equals(after.children())) {
                markup.replaceContent(own, Facts.content(after));
            }
        } else {
            children(own, after);
        }
    }

    private static boolean hasText(Element element) {
        return element.children().size() > element.elements().size();
    }

    private void attributes(Element own, Element after) {
        own.attributes().forEach((name, value) -> {
            String now = after.attribute(name);
            if (now == null) {
                markup.removeAttribute(own, name);
            } else if (!now.equals(value)) {
                markup.replaceAttribute(own, name, now);
            }
        });
        after.attributes().forEach((name, value) -> {
            if (own.attribute(name) == null) {
                markup.addAttribute(own, name, value);
            }
        });
    }

    private void children(Element own, Element after) {
        List<Element> standing = new ArrayList<>();
        for (Element child : own.elements()) {
            Element next = takeover.next(child);
            if (next == null) {
                markup.remove(child);
            } else {
                element(child, next);
                standing.add(child);
            }
        }
        List<Element> added = after.elements().stream().filter(child -> takeover.origin(child) == null).toList();
        added.forEach(this::declarePrefix);
        if (own.elements().isEmpty()) {
            if (!added.isEmpty()) {
                markup.addFirstChildren(own, added);
            }
            return;
        }
        for (Element child : added) {
            markup.addChild(own, lastOf(standing, child.name()), child);
        }
    }

    /** The last one of a name, else the last of all. */
    private static Optional<Element> lastOf(List<Element> elements, String name) {
        List<Element> latestFirst = elements.reversed();
        return latestFirst.stream().filter(element -> element.name().equals(name)).findFirst()
                .or(() -> latestFirst.stream().findFirst());
    }

    /** A new element comes under libvirt's prefix, which a text with a prefix of its own may not know. */
    private void declarePrefix(Element added) {
        int colon = added.name().indexOf(':');
        String declaration = colon < 0 ? "" : "xmlns:" + added.name().substring(0, colon);
        String namespace = domain.attribute(declaration);
        if (namespace != null && xml.root().attribute(declaration) == null && declared.add(declaration)) {
            markup.addAttribute(domain, declaration, namespace);
        }
    }
}
