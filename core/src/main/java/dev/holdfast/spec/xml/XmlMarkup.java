package dev.holdfast.spec.xml;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource.Span;
import dev.holdfast.spec.TextEdits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A domain XML text in which single tags, attributes and contents are edited where they stand. */
final class XmlMarkup {

    private static final String STEP = "  ";

    private final String text;
    private final Map<Element, Span> spans;
    private final TextEdits edits;
    private final String lineBreak;
    /** The last element that was asked for the indentation of its children, and that: one gets many children. */
    private @Nullable Element lastParent;
    private String lastIndent = "";

    /** @param spans where each element stands, by identity */
    XmlMarkup(String text, Map<Element, Span> spans) {
        this.text = text;
        this.spans = spans;
        this.edits = new TextEdits(text);
        this.lineBreak = edits.lineBreak();
    }

    String edited() {
        return edits.apply();
    }

    private Span span(Element written) {
        return Objects.requireNonNull(spans.get(written));
    }

    /** Where an attribute stands: from the white space before its name on, and its value without the quotes. */
    private record Found(int start, int valueStart, int valueEnd) {}

    private Optional<Found> attribute(Span span, String name) {
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

    /** Puts an attribute behind the last one of a start tag. */
    void addAttribute(Element written, String name, String value) {
        int at = span(written).tagEnd() - 1;
        if (text.charAt(at - 1) == '/') {
            at--;
        }
        while (Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        edits.insert(at, " " + name + "='" + DomainXml.escapeAttribute(value) + "'");
    }

    void replaceAttribute(Element written, String name, String value) {
        attribute(span(written), name).ifPresent(found ->
                edits.replace(found.valueStart(), found.valueEnd(), attributeText(found.valueEnd(), value)));
    }

    /** A value as it stands between the quotes that are there. */
    private String attributeText(int quote, String value) {
        String escaped = DomainXml.escapeAttribute(value);
        return text.charAt(quote) == '"' ? escaped.replace("\"", "&quot;") : escaped;
    }

    void removeAttribute(Element written, String name) {
        attribute(span(written), name).ifPresent(found -> edits.replace(found.start(), found.valueEnd() + 1, ""));
    }

    /** Puts something in the place of all that stands between an element's tags. */
    void replaceContent(Element written, String content) {
        Span span = span(written);
        if (span.tagEnd() == span.end()) {
            fill(written, content, "");
        } else {
            edits.replace(span.tagEnd(), span.endTag(), content);
        }
    }

    /** Puts text into an element that has neither text nor elements. */
    void addText(Element written, String value) {
        fill(written, DomainXml.escapeText(value), "");
    }

    /** Puts elements into one that has neither text nor elements. */
    void addFirstChildren(Element written, List<Element> children) {
        StringBuilder blocks = new StringBuilder();
        String indent = childIndent(written);
        for (Element child : children) {
            blocks.append(lineBreak).append(block(child, indent));
        }
        fill(written, blocks.toString(), lineBreak + edits.indentAt(span(written).start()));
    }

    /** Puts an element behind one that stands, or behind the start tag where that is null. */
    void addChild(Element written, Optional<Element> behind, Element child) {
        int anchor = behind.map(element -> span(element).end()).orElse(span(written).tagEnd());
        int at = afterRemark(anchor);
        edits.insert(at, lineBreak);
        edits.insert(at, block(child, childIndent(written)));
    }

    private String block(Element child, String indent) {
        String lines = DomainXml.block(child, indent);
        return lineBreak.equals("\n") ? lines : lines.replace("\n", lineBreak);
    }

    /** Takes an element out, and its line with it. */
    void remove(Element written) {
        Span span = span(written);
        int start = span.start() - edits.indentAt(span.start()).length();
        boolean ownLine = start == 0 || text.charAt(start - 1) == '\n';
        int lineEnd = text.indexOf('\n', span.end());
        if (ownLine && lineEnd >= 0 && text.substring(span.end(), lineEnd).isBlank()) {
            edits.replace(start, lineEnd + 1, "");
        } else {
            edits.replace(span.start(), span.end(), "");
        }
    }

    private String childIndent(Element written) {
        if (written != lastParent) {
            lastIndent = findChildIndent(written);
            lastParent = written;
        }
        return lastIndent;
    }

    private String findChildIndent(Element written) {
        Span span = span(written);
        for (Element child : written.elements()) {
            int start = span(child).start();
            String indent = edits.indentAt(start);
            int lineStart = text.lastIndexOf('\n', start - 1) + 1;
            if (start == lineStart + indent.length() && start > 0 && lineStart > span.start()) {
                return indent;
            }
        }
        return edits.indentAt(span.start()) + STEP;
    }

    /** Behind a comment that ends the line, which is about what stands before it. */
    private int afterRemark(int at) {
        int next = at;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        if (!text.startsWith("<!--", next)) {
            return at;
        }
        int end = text.indexOf('\n', at);
        String rest = end < 0 ? "" : text.substring(at, end).strip();
        boolean remark = rest.startsWith("<!--") && rest.endsWith("-->") && rest.indexOf("-->") == rest.length() - 3;
        return remark ? at + text.substring(at, end).stripTrailing().length() : at;
    }

    /** Puts something into an element that has neither text nor elements; a comment in it stays in front. */
    private void fill(Element written, String what, String closing) {
        Span span = span(written);
        String before = text.substring(span.tagEnd(), span.endTag());
        if (span.tagEnd() == span.end()) {
            int nameEnd = span.start() + 1;
            while (!Character.isWhitespace(text.charAt(nameEnd)) && text.charAt(nameEnd) != '/') {
                nameEnd++;
            }
            String name = text.substring(span.start() + 1, nameEnd);
            edits.replace(span.tagEnd() - 2, span.end(), ">" + what + closing + "</" + name + ">");
        } else if (before.isBlank()) {
            edits.replace(span.tagEnd(), span.endTag(), what + closing);
        } else {
            edits.insert(span.tagEnd() + before.stripTrailing().length(), what);
        }
    }
}
