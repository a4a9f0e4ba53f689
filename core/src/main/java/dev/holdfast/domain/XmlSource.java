package dev.holdfast.domain;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * An XML document as written: its root, and where in the text each element stands, so that the text can be edited in
 * place. A DTD is refused, and with it every entity but XML's own five.
 *
 * @param text the document's characters
 * @param root its root element, places filled in
 * @param spans where each element stands, by identity; empty where they weren't asked for
 */
public record XmlSource(String text, Element root, Map<Element, Span> spans) {

    /** How many characters an element takes, more or less. */
    private static final int TYPICAL_ELEMENT = 40;

    private static final XMLInputFactory FACTORY = factory();

    /**
     * Where an element stands, as offsets into the text.
     *
     * @param start of its start tag's {@code <}
     * @param tagEnd behind its start tag's {@code >}
     * @param endTag of its end tag's {@code </}; the same as {@code tagEnd} for {@code <a/>}
     * @param end behind the element
     */
    public record Span(int start, int tagEnd, int endTag, int end) {}

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Prefixes are part of a name as written, and a fragment may use one that its caller declares.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // A lazy parser finds what is wrong with a text only when asked for it, and says so by another exception.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, (long) Limits.CHARACTERS);
        return factory;
    }

    /**
     * Reads a document that a person wrote, with places and spans.
     *
     * @throws UnusableInputException with line and column where it isn't well-formed, has a DTD or is over a limit
     */
    public static XmlSource read(String text, String file) {
        Map<Element, Span> spans = new IdentityHashMap<>(text.length() / TYPICAL_ELEMENT);
        return new XmlSource(text, parse(text, file, spans), spans);
    }

    /**
     * Reads a document that a program wrote, a libvirt's answer for one.
     *
     * @throws UnusableInputException as {@link #read}
     */
    public static Element parse(String text, String file) {
        return parse(text, file, null);
    }

    private static Element parse(String text, String file, @Nullable Map<Element, Span> spans) {
        if (text.length() > Limits.CHARACTERS) {
            throw unusable(
                    Place.of(file),
                    "The document has " + text.length() + " characters, more than the " + Limits.CHARACTERS
                            + " that are read",
                    "");
        }
        try {
            XMLStreamReader2 reader = (XMLStreamReader2) FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new Parse(reader, text, file, spans).document();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(e, file);
        }
    }

    private static UnusableInputException malformed(XMLStreamException e, String file) {
        Place place = e.getLocation() == null
                ? Place.of(file)
                : new Place(file, e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
        String message = String.valueOf(e.getMessage());
        int trailer = message.indexOf("\n at [row");
        String what = (trailer < 0 ? message : message.substring(0, trailer)).replace('\n', ' ').strip();
        if (what.contains("ndeclared general entity")) {
            return unusable(place, what, "Only XML's own entities are read: &lt; &gt; &amp; &apos; &quot;");
        }
        return unusable(place, "Not well-formed XML: " + what, "");
    }

    private static UnusableInputException unusable(Place place, String what, String remedy) {
        return new UnusableInputException(Problem.at(place, what, remedy));
    }

    /** One pass over the events of one document. */
    private static final class Parse {

        private final XMLStreamReader2 reader;
        private final String text;
        private final String file;
        private final @Nullable Map<Element, Span> spans;
        private final Deque<Open> open = new ArrayDeque<>();
        private final boolean newlinesOnly;
        private Text blank = new Text(" ");
        private int line = 1;
        private int lineStart;
        private int count;

        /** An element whose end isn't read yet. */
        @SuppressWarnings("ArrayRecordComponent")
        private record Open(
                String name,
                Object[] attributes,
                List<Node> children,
                @Nullable Place place,
                int start,
                int tagEnd) {}

        Parse(XMLStreamReader2 reader, String text, String file, @Nullable Map<Element, Span> spans) {
            this.reader = reader;
            this.text = text;
            this.file = file;
            this.spans = spans;
            this.newlinesOnly = text.indexOf('\r') < 0;
        }

        Element document() throws XMLStreamException {
            Element root = null;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD -> throw unusable(
                            here(), "The document has a DTD", "Remove the <!DOCTYPE …>; entities are not expanded");
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw unusable(
                            here(), "Entity &" + reader.getLocalName() + "; is not declared", "");
                    case XMLStreamConstants.START_ELEMENT -> open.push(start());
                    case XMLStreamConstants.END_ELEMENT -> {
                        Element done = end(open.pop());
                        if (open.isEmpty()) {
                            root = done;
                        } else {
                            open.peek().children().add(done);
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
                    default -> {
                        // Comments and processing instructions stay in the text, which is what gets edited.
                    }
                }
            }
            if (root == null) {
                throw unusable(Place.of(file), "The document has no element", "");
            }
            return root;
        }

        private Open start() {
            if (++count > Limits.NODES) {
                throw unusable(here(), "The document has more than " + Limits.NODES + " elements", "");
            }
            if (open.size() == Limits.DEPTH) {
                throw unusable(here(), "Elements are nested deeper than " + Limits.DEPTH + " levels", "");
            }
            Object[] pairs = new Object[2 * reader.getAttributeCount()];
            for (int i = 0; i < pairs.length; i += 2) {
                pairs[i] = reader.getAttributeLocalName(i / 2);
                pairs[i + 1] = reader.getAttributeValue(i / 2);
            }
            if (spans == null) {
                return new Open(reader.getLocalName(), pairs, new ArrayList<>(), null, 0, 0);
            }
            LocationInfo at = reader.getLocationInfo();
            int start = (int) at.getStartingCharOffset();
            return new Open(
                    reader.getLocalName(), pairs, new ArrayList<>(), place(start), start, tagEnd(start));
        }

        /** Where an offset is, asked for in order. The parser knows as well, and takes far longer to say it. */
        private Place place(int offset) {
            if (!newlinesOnly) {
                return here();
            }
            for (int end = text.indexOf('\n', lineStart); end >= 0 && end < offset; end = text.indexOf('\n', lineStart)) {
                line++;
                lineStart = end + 1;
            }
            return new Place(file, line, offset - lineStart + 1);
        }

        /** The parser's own end offset counts a line break within a tag differently on some inputs; the text decides. */
        private int tagEnd(int start) {
            char quote = 0;
            for (int i = start; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '>') {
                    return i + 1;
                }
            }
            return text.length();
        }

        private Element end(Open opened) throws XMLStreamException {
            List<Node> children = filled(opened.children());
            Element element = Element.made(
                    opened.name(), opened.attributes(), children.toArray(Node[]::new), children.size(), opened.place());
            if (spans != null) {
                boolean empty = text.charAt(opened.tagEnd() - 2) == '/';
                int endTag = empty ? opened.tagEnd() : (int) reader.getLocationInfo().getStartingCharOffset();
                int end = empty ? opened.tagEnd() : text.indexOf('>', endTag) + 1;
                spans.put(element, new Span(opened.start(), opened.tagEnd(), endTag, end));
            }
            return element;
        }

        private List<Node> filled(List<Node> children) {
            int kept = 0;
            for (Node child : children) {
                if (!(child instanceof Text text && (text == blank || text.value().isBlank()))) {
                    children.set(kept++, child);
                }
            }
            children.subList(kept, children.size()).clear();
            return children;
        }

        private void characters() {
            Open parent = open.peek();
            if (parent == null) {
                return;
            }
            List<Node> children = parent.children();
            if (!children.isEmpty() && children.getLast() instanceof Text(String before)) {
                // A comment stood between the two.
                children.set(children.size() - 1, new Text(before + reader.getText()));
            } else if (reader.getTextLength() > 0) {
                children.add(text());
            }
        }

        /** Most text is the white space between tags, the same over and over, and nothing is kept of it. */
        private Text text() {
            char[] characters = reader.getTextCharacters();
            int start = reader.getTextStart();
            int length = reader.getTextLength();
            String last = blank.value();
            if (last.length() == length) {
                int i = 0;
                while (i < length && characters[start + i] == last.charAt(i)) {
                    i++;
                }
                if (i == length) {
                    return blank;
                }
            }
            Text text = new Text(new String(characters, start, length));
            blank = text.value().isBlank() ? text : blank;
            return text;
        }

        private Place here() {
            Location at = reader.getLocation();
            return new Place(file, at.getLineNumber(), at.getColumnNumber());
        }
    }
}
