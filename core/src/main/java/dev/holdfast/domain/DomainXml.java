package dev.holdfast.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes elements as XML in the form that libvirt itself writes. */
public final class DomainXml {

    private static final String INDENT = "  ";

    private DomainXml() {}

    /** The element as XML: two spaces a level, single quotes, a line an element, a line break at the end. */
    public static String write(Element element) {
        StringBuilder out = new StringBuilder(16 * 1024);
        write(element, "", out);
        return out.toString();
    }

    /** The same, every line after an indentation of its own and without the last line's break. */
    public static String block(Element element, String indent) {
        StringBuilder out = new StringBuilder(400);
        out.append(indent);
        writeInline(element, indent, out);
        return out.toString();
    }

    private static void write(Element element, String indent, StringBuilder out) {
        out.append(indent);
        writeInline(element, indent, out);
        out.append('\n');
    }

    private static void writeInline(Element element, String indent, StringBuilder out) {
        out.append('<').append(element.name());
        for (int i = 0; i < element.attributeCount(); i++) {
            out.append(' ').append(element.attributeName(i)).append("='");
            escape(element.attributeValue(i), true, out);
            out.append('\'');
        }
        if (element.children().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        if (element.hasText()) {
            for (Node child : element.children()) {
                if (child instanceof Text(String value)) {
                    escape(value, false, out);
                } else {
                    writeInline((Element) child, indent, out);
                }
            }
        } else {
            out.append('\n');
            String inner = indent + INDENT;
            List<Element> children = element.elements();
            for (int i = 0; i < children.size(); i++) {
                write(children.get(i), inner, out);
            }
            out.append(indent);
        }
        out.append("</").append(element.name()).append('>');
    }

    /** An attribute's value as it stands between single quotes. */
    public static String escapeAttribute(String value) {
        return escape(value, true);
    }

    /** Character data as it stands between tags. */
    public static String escapeText(String value) {
        return escape(value, false);
    }

    private static String escape(String value, boolean attribute) {
        for (int i = 0; i < value.length(); i++) {
            if (escaped(value.charAt(i), attribute) != null) {
                StringBuilder out = new StringBuilder(value.length() + 8);
                escape(value, attribute, out);
                return out.toString();
            }
        }
        return value;
    }

    private static void escape(String value, boolean attribute, StringBuilder out) {
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            String escaped = escaped(value.charAt(i), attribute);
            if (escaped != null) {
                out.append(value, done, i).append(escaped);
                done = i + 1;
            }
        }
        if (done == 0) {
            out.append(value);
        } else {
            out.append(value, done, value.length());
        }
    }

    private static @Nullable String escaped(char c, boolean attribute) {
        if (c > '>') {
            return null;
        }
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\'' -> attribute ? "&apos;" : null;
            case '\n' -> attribute ? "&#10;" : null;
            case '\t' -> attribute ? "&#9;" : null;
            case '\r' -> "&#13;";
            default -> null;
        };
    }
}
