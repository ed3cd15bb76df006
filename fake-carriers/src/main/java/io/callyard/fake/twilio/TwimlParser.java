package io.callyard.fake.twilio;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads TwiML, and nothing that the text points to: a document type declaration is an error. */
final class TwimlParser {
    private static final int MAX_DEPTH = 10;

    private TwimlParser() {}

    /**
     * Reads a document.
     *
     * @return its root
     * @throws TwimlException with 12100 if it is no XML, with 12200 if its root is another
     */
    static Element parse(String xml) throws TwimlException {
        try {
            XMLStreamReader in = factory().createXMLStreamReader(new StringReader(xml.strip()));
            Element root = null;
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new TwimlException(12100, "no document type, please");
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    root = element(in, 1);
                }
            }
            if (root == null || !root.name().equals("Response")) {
                throw new TwimlException(12200, "the root is not Response");
            }
            return root;
        } catch (XMLStreamException e) {
            throw new TwimlException(12100, "no XML");
        }
    }

    private static Element element(XMLStreamReader in, int depth) throws XMLStreamException, TwimlException {
        if (depth > MAX_DEPTH) {
            throw new TwimlException(12200, "too deep");
        }
        String name = in.getLocalName();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
        List<Element> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.isStartElement()) {
                Element child = element(in, depth + 1);
                children.add(child);
                text.append(child.text());
            } else if (in.isCharacters()) {
                text.append(in.getText());
            }
        }
        return new Element(name, attributes, children, text.toString().strip());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
