package dev.holdfast.cli.show.page;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A page being written, element by element. Whatever is text or an attribute's value comes out as such, never as markup;
 * what HTML has no place for at all, such as control characters, comes out as U+FFFD.
 */
final class Html {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter out = new StringWriter(64 * 1024);
    private final XMLStreamWriter writer;

    Html() {
        try {
            writer = FACTORY.createXMLStreamWriter(out);
            writer.writeDTD("<!doctype html>");
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Opens an element with these attributes, each a name and a value; one whose value is null is left out. */
    Html open(String name, @Nullable String... attributes) {
        try {
            writer.writeStartElement(name);
            attributes(attributes);
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element that never has an end tag, such as {@code meta}. */
    Html alone(String name, @Nullable String... attributes) {
        try {
            writer.writeEmptyElement(name);
            attributes(attributes);
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** A whole element with nothing but text in it. */
    Html leaf(String name, String text, @Nullable String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** Text. */
    Html text(String text) {
        try {
            writer.writeCharacters(clean(text));
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Begins a new line of the source, for whoever reads or compares that. */
    Html line() {
        return text("\n");
    }

    /** Closes the element that was opened last. */
    Html close() {
        try {
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** All of it. */
    String print() {
        try {
            writer.writeEndDocument();
            writer.flush();
            return out + "\n";
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void attributes(@Nullable String... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            String name = pairs[i];
            String value = pairs[i + 1];
            if (name != null && value != null) {
                writer.writeAttribute(name, clean(value));
            }
        }
    }

    private static String clean(String text) {
        return text.codePoints().allMatch(Html::isFit)
                ? text
                : text.codePoints()
                        .map(c -> isFit(c) ? c : 0xfffd)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isFit(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !half && (c & 0xfffe) != 0xfffe;
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("writing to memory fails at nothing", e);
    }
}
