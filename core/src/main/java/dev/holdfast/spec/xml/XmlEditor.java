package dev.holdfast.spec.xml;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Resolved;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.Sizes;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.domain.XmlSource.Span;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Scope;
import dev.holdfast.spec.TextEdits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what was completed into a domain XML text: new attributes into their tags, new elements on their own lines. */
final class XmlEditor {

    private static final String STEP = "  ";

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
        Reflection.Drifted drifted = reflection.drifted();
        Scope scope = drifted == null ? Scope.ALL : new Scope(drifted.domain());
        element(xml.root(), reflection.complete(), xml.root().name(), scope);
        return edits.apply();
    }

    private void element(Element written, Element complete, String path, Scope scope) {
        if (written == complete) {
            return;
        }
        Span span = span(written);
        attributes(written, complete, span, path, scope);
        if (written.isMixed() || complete.isMixed()) {
            return;
        }
        if (complete.elements().isEmpty() && written.elements().isEmpty()) {
            text(written, complete, span, scope.takes(path));
            return;
        }
        children(written, complete, span, path, scope);
    }

    private Span span(Element written) {
        return Objects.requireNonNull(xml.spans().get(written));
    }

    private void text(Element written, Element complete, Span span, boolean taken) {
        if (!taken) {
            return;
        }
        String value = DomainXml.escapeText(complete.text());
        if (!written.children().isEmpty()) {
            if (drifts() && !NormalForm.same(written.text(), complete.text())) {
                edits.replace(span.tagEnd(), span.endTag(), value);
            }
        } else if (!value.isEmpty()) {
            content(span, value, "", written.name());
        }
    }

    private boolean drifts() {
        return reflection.drifted() != null;
    }

    /** A size's number means nothing without its unit; what was changed elsewhere is in the completer's. */
    private boolean isTaken(Scope scope, String path, String name, Element complete) {
        return scope.isAll()
                || scope.takes(path + "@" + name)
                || drifts() && name.equals("unit") && Sizes.isSize(complete) && scope.takes(path);
    }

    private void attributes(Element written, Element complete, Span span, String path, Scope scope) {
        StringBuilder added = new StringBuilder();
        complete.attributes().forEach((name, value) -> {
            String own = written.attribute(name);
            if (own == null) {
                if (isTaken(scope, path, name, complete)
                        && !(path.equals("domain") && domain.attribute(name) != null)) {
                    added.append(' ')
                            .append(name)
                            .append("='")
                            .append(DomainXml.escapeAttribute(value))
                            .append('\'');
                }
            } else if (!NormalForm.same(own, value)
                    && (drifts()
                            ? isTaken(scope, path, name, complete)
                            : Resolved.mayBeName(path + "@" + name))) {
                attribute(span, name).ifPresent(found ->
                        edits.replace(found.valueStart(), found.valueEnd(), DomainXml.escapeAttribute(value)));
            }
        });
        if (drifts()) {
            for (String name : written.attributes().keySet()) {
                if (complete.attribute(name) == null && scope.takes(path + "@" + name)) {
                    attribute(span, name).ifPresent(found -> edits.replace(found.start(), found.valueEnd() + 1, ""));
                }
            }
        }
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

    /** Where an attribute stands: from the white space before its name on, and its value without the quotes. */
    private record Found(int start, int valueStart, int valueEnd) {}

    private Optional<Found> attribute(Span span, String name) {
        String text = xml.text();
        int at = span.start();
        while (at < span.tagEnd()) {
            int equals = text.indexOf('=', at);
            if (equals < 0 || equals > span.tagEnd()) {
                return Optional.empty();
            }
            int nameEnd = equals;
            while (Character.isWhitespace(text.charAt(nameEnd - 1))) {
                nameEnd--;
            }
            int open = equals + 1;
            while (text.charAt(open) != '\'' && text.charAt(open) != '"') {
                open++;
            }
            int close = text.indexOf(text.charAt(open), open + 1);
            int nameStart = nameEnd - name.length();
            if (text.startsWith(name, nameStart) && Character.isWhitespace(text.charAt(nameStart - 1))) {
                return Optional.of(new Found(nameStart - 1, open + 1, close));
            }
            at = close + 1;
        }
        return Optional.empty();
    }

    private void children(Element written, Element complete, Span span, String path, Scope scope) {
        boolean devices = path.equals("domain/devices");
        Owners own = devices ? devices(written, complete) : Siblings.pair(complete, written)::get;
        List<String> inside = new ArrayList<>();
        boolean hasElements = !written.elements().isEmpty();
        String indent = null;
        int anchor = hasElements ? span.tagEnd() : -1;
        Facts.Steps steps = new Facts.Steps();
        for (Element child : complete.elements()) {
            String childPath = path + steps.to(child);
            Element partner = own.of(child);
            boolean device = devices && DeviceKinds.isDevice(child);
            if (partner != null) {
                element(partner, child, device ? child.name() : childPath, device ? scopeOf(partner) : scope);
                anchor = span(partner).end();
            } else if (!standsUnderAnotherPrefix(child, path) && (device || scope.takesAny(childPath, child))) {
                indent = indent == null ? childIndent(written, span) : indent;
                String block = block(child, indent);
                if (hasElements) {
                    int at = afterRemark(anchor);
                    edits.insert(at, lineBreak);
                    edits.insert(at, block);
                } else {
                    inside.add(block);
                }
            }
        }
        if (!inside.isEmpty()) {
            String closing = edits.indentAt(span.start());
            content(span, lineBreak + String.join(lineBreak, inside), lineBreak + closing, written.name());
        }
        removals(written, complete, own, path, scope);
    }

    /** An element's own lines, without the last line's break. */
    private String block(Element element, String indent) {
        String block = DomainXml.block(element, indent);
        return lineBreak.equals("\n") ? block : block.replace("\n", lineBreak);
    }

    private Scope scopeOf(Element device) {
        Reflection.Drifted drifted = reflection.drifted();
        return drifted == null ? Scope.ALL : new Scope(drifted.of(device));
    }

    /** What was removed elsewhere goes, and its line with it. */
    private void removals(Element written, Element complete, Owners own, String path, Scope scope) {
        Reflection.Drifted drifted = reflection.drifted();
        if (drifted == null) {
            return;
        }
        Set<Element> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        complete.elements().forEach(child -> kept.add(own.of(child)));
        Facts.Steps steps = new Facts.Steps();
        for (Element child : written.elements()) {
            String childPath = path + steps.to(child);
            if (!kept.contains(child) && (drifted.gone().contains(child) || scope.takesAll(childPath, child))) {
                Span span = span(child);
                String text = xml.text();
                int start = span.start() - edits.indentAt(span.start()).length();
                int end = span.end();
                boolean ownLine = start == 0 || text.charAt(start - 1) == '\n';
                int lineEnd = text.indexOf('\n', end);
                if (ownLine && lineEnd >= 0 && text.substring(end, lineEnd).isBlank()) {
                    edits.replace(start, lineEnd + 1, "");
                } else {
                    edits.replace(span.start(), end, "");
                }
            }
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
        return own::get;
    }

    private String childIndent(Element written, Span span) {
        for (Element child : written.elements()) {
            int start = span(child).start();
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

    /** Puts something into an element that has neither text nor elements; a comment in it stays in front. */
    private void content(Span span, String what, String closing, String name) {
        String before = xml.text().substring(span.tagEnd(), span.endTag());
        if (span.tagEnd() == span.end()) {
            int slash = span.tagEnd() - 2;
            edits.replace(slash, span.end(), ">" + what + closing + "</" + name + ">");
        } else if (before.isBlank()) {
            edits.replace(span.tagEnd(), span.endTag(), what + closing);
        } else {
            edits.insert(span.tagEnd() + before.stripTrailing().length(), what);
        }
    }
}
