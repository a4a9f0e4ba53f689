package dev.holdfast.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * The yardstick: reads an XML text event by event and writes each event out again, and nothing else. The reader is set
 * up as core's is: no DTD, no external entity, no namespaces, which makes it the faster one.
 */
final class Woodstox {

    private static final XMLInputFactory INPUT = input();
    private static final XMLOutputFactory OUTPUT = new WstxOutputFactory();

    private Woodstox() {}

    private static XMLInputFactory input() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    static String readAndWrite(String xml) {
        try {
            XMLStreamReader reader = INPUT.createXMLStreamReader(new StringReader(xml));
            StringWriter out = new StringWriter(xml.length() + 1024);
            XMLStreamWriter writer = OUTPUT.createXMLStreamWriter(out);
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        writer.writeStartElement(reader.getLocalName());
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            writer.writeAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> writer.writeEndElement();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        writer.writeCharacters(
                                reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    case XMLStreamConstants.COMMENT -> writer.writeComment(reader.getText());
                    default -> {
                        // libvirt writes nothing else.
                    }
                }
            }
            writer.close();
            reader.close();
            return out.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
