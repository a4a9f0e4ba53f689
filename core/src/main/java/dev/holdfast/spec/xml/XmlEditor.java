package dev.holdfast.spec.xml;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.domain.XmlSource.Span;
import dev.holdfast.match.Siblings;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.TextEdits;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes what was completed into a domain XML text: new attributes into their tags, new elements on their own lines. */
final class XmlEditor {

    private static final String STEP = "  ";

    /** Values that an owner may write as a name for what the completer makes of them. */
    private static final Set<String> RESOLVED = Set.of("domain/os/type@machine");

    private final XmlSource xml;
    private final Element domain;
    private final Reflection reflection;
    private final TextEdits edits;
    private final String lineBreak;

    XmlEditor(XmlSource xml, Element domain, Reflection reflection) {
        this.xml = xml;
        this.domain = domain;
        this.reflection = reflection;
        this.edits = new TextEdits(xml.text());
        this.lineBreak = edits.lineBreak();
    }

    String edited() {
        element(xml.root(), reflection.complete(), xml.root().name());
        return edits.apply();
    }

    private void element(Element written, Element complete, String path) {
        if (written == complete) {
            return;
        }
        Span span = Objects.requireNonNull(xml.spans().get(written));
        attributes(written, complete, span, path);
        if (written.isMixed() || complete.isMixed()) {
            return;
        }
        if (complete.elements().isEmpty()) {
            if (written.children().isEmpty() && !complete.text().isEmpty()) {
                content(span, DomainXml.escapeText(complete.text()), written.name());
            }
            return;
        }
        children(written, complete, span, path);
    }

    private void attributes(Element written, Element complete, Span span, String path) {
        StringBuilder added = new StringBuilder();
        complete.attributes().forEach((name, value) -> {
            String own = written.attribute(name);
            if (own == null && !(path.equals("domain") && domain.attribute(name) != null)) {
                added.append(' ').append(name).append("='").append(DomainXml.escapeAttribute(value)).append('\'');
            } else if (own != null && !NormalForm.same(own, value) && RESOLVED.contains(path + "@" + name)) {
                resolve(span, name, value);
            }
        });
        if (!added.isEmpty()) {
            edits.insert(tagContentEnd(span), added.toString());
        }
    }

    /** Behind the last attribute of a start tag. */
    private int tagContentEnd(Span span) {
        int at = span.tagEnd() - 1;
        if (xml.text().charAt(at - 1) == '/') {
            at--;
        }
        while (Character.isWhitespace(xml.text().charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private void resolve(Span span, String name, String value) {
        String text = xml.text();
        int at = span.start();
        while (at < span.tagEnd()) {
            int equals = text.indexOf('=', at);
            int nameEnd = equals;
            while (Character.isWhitespace(text.charAt(nameEnd - 1))) {
                nameEnd--;
            }
            int open = equals + 1;
            while (text.charAt(open) != '\'' && text.charAt(open) != '"') {
                open++;
            }
            int close = text.indexOf(text.charAt(open), open + 1);
            if (text.startsWith(name, nameEnd - name.length())
                    && Character.isWhitespace(text.charAt(nameEnd - name.length() - 1))) {
                String escaped = DomainXml.escapeAttribute(value);
                edits.replace(open + 1, close, escaped);
                return;
            }
            at = close + 1;
        }
    }

    private void children(Element written, Element complete, Span span, String path) {
        boolean devices = path.equals("domain/devices");
        Map<Element, Element> own = owners(written, complete, devices);
        List<String> inside = new ArrayList<>();
        boolean hasElements = !written.elements().isEmpty();
        String indent = childIndent(written, span);
        int anchor = hasElements ? span.tagEnd() : -1;
        Facts.Steps steps = new Facts.Steps();
        for (Element child : complete.elements()) {
            String childPath = path + steps.to(child);
            Element partner = own.get(child);
            if (partner != null) {
                element(partner, child, childPath);
                anchor = Objects.requireNonNull(xml.spans().get(partner)).end();
            } else if (!standsUnderAnotherPrefix(child, path)) {
                String block = DomainXml.write(child, indent).stripTrailing().replace("\n", lineBreak);
                if (hasElements) {
                    edits.insert(afterRemark(anchor), lineBreak + block);
                } else {
                    inside.add(block);
                }
            }
        }
        if (!inside.isEmpty()) {
            String closing = edits.indentAt(span.start());
            content(span, lineBreak + String.join(lineBreak, inside) + lineBreak + closing, written.name());
        }
    }

    private boolean standsUnderAnotherPrefix(Element child, String path) {
        return path.equals("domain") && child.name().indexOf(':') > 0 && domain.child(child.name()) != null;
    }

    /** For each element of the complete parent the one of the written parent that it was. */
    private Map<Element, Element> owners(Element written, Element complete, boolean devices) {
        Map<Element, Element> own = new IdentityHashMap<>();
        if (!devices) {
            Siblings.pair(written, complete).forEach((mine, theirs) -> own.put(theirs, mine));
            return own;
        }
        for (Element device : written.elements()) {
            Element partner = reflection.partner(device);
            if (partner != null) {
                own.put(partner, device);
            }
        }
        Element emulator = written.child("emulator");
        Element shown = complete.child("emulator");
        if (emulator != null && shown != null) {
            own.put(shown, emulator);
        }
        return own;
    }

    private String childIndent(Element written, Span span) {
        for (Element child : written.elements()) {
            int start = Objects.requireNonNull(xml.spans().get(child)).start();
            String indent = edits.indentAt(start);
            int lineStart = xml.text().lastIndexOf('\n', start - 1) + 1;
            if (start == lineStart + indent.length() && start > 0 && lineStart > span.start()) {
                return indent;
            }
        }
        return edits.indentAt(span.start()) + STEP;
    }

    /** Behind a comment that ends the line, which is about what stands before it. */
    private int afterRemark(int at) {
        String text = xml.text();
        int end = text.indexOf('\n', at);
        String rest = end < 0 ? "" : text.substring(at, end).strip();
        boolean remark = rest.startsWith("<!--") && rest.endsWith("-->") && rest.indexOf("-->") == rest.length() - 3;
        return remark ? at + text.substring(at, end).stripTrailing().length() : at;
    }

    /** Puts something into an element that has nothing in it but white space. */
    private void content(Span span, String what, String name) {
        if (span.tagEnd() == span.end()) {
            int slash = span.tagEnd() - 2;
            edits.replace(slash, span.end(), ">" + what + "</" + name + ">");
        } else {
            edits.replace(span.tagEnd(), span.endTag(), what);
        }
    }
}
