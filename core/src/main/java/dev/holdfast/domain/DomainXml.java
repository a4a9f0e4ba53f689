package dev.holdfast.domain;

import java.util.Map;

/** Writes elements as XML in the form that libvirt itself writes. */
public final class DomainXml {

    private static final String INDENT = "  ";

    private DomainXml() {}

    /** The element as XML: two spaces a level, single quotes, a line an element, a line break at the end. */
    public static String write(Element element) {
        StringBuilder out = new StringBuilder(4096);
        write(element, "", out);
        return out.toString();
    }

    /** The same, every line after an indentation of its own. */
    public static String write(Element element, String indent) {
        StringBuilder out = new StringBuilder(512);
        write(element, indent, out);
        return out.toString();
    }

    private static void write(Element element, String indent, StringBuilder out) {
        out.append(indent);
        writeInline(element, indent, out);
        out.append('\n');
    }

    private static void writeInline(Element element, String indent, StringBuilder out) {
        out.append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            out.append(' ').append(attribute.getKey()).append("='");
            escape(attribute.getValue(), true, out);
            out.append('\'');
        }
        if (element.children().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        boolean hasText = false;
        for (Node child : element.children()) {
            hasText |= child instanceof Text;
        }
        if (hasText) {
            for (Node child : element.children()) {
                switch (child) {
                    case Text(String value) -> escape(value, false, out);
                    case Element inner -> writeInline(inner, indent, out);
                }
            }
        } else {
            out.append('\n');
            for (Node child : element.children()) {
                write((Element) child, indent + INDENT, out);
            }
            out.append(indent);
        }
        out.append("</").append(element.name()).append('>');
    }

    /** An attribute's value as it stands between single quotes. */
    public static String escapeAttribute(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        escape(value, true, out);
        return out.toString();
    }

    /** Character data as it stands between tags. */
    public static String escapeText(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        escape(value, false, out);
        return out.toString();
    }

    private static void escape(String value, boolean attribute, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\'' -> out.append(attribute ? "&apos;" : "'");
                case '\n', '\t' -> {
                    if (attribute) {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }
}
