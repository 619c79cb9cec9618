package org.gatecast.ingest;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_DOCUMENT;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import java.nio.charset.CharacterCodingException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatecast.model.RefusedException;

/**
 * Walks an export once, element by element, within {@link XmlLimits}. Whoever is shown a child must leave it by
 * {@link #text}, {@link #skip} or by walking its own children to their end. DOCTYPE is refused, so no entity but
 * XML's own five exists and nothing outside the document is ever looked at.
 */
final class XmlCursor {
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_SENTENCE = 200;
    private static final String JDK_PREFIX = "Message: ";

    private final XmlDocument document;
    private final XmlLimits limits;
    private final XMLStreamReader reader;
    private int depth;
    private int elements;
    private int textChars;

    /**
     * @throws RefusedException when not even the beginning can be read
     */
    XmlCursor(XmlDocument document, XmlLimits limits) {
        this.document = document;
        this.limits = limits;
        try {
            reader = newFactory().createXMLStreamReader(document.open());
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /** A factory of its own for each document: the JDK's keeps hold of the last reader it made, and its input. */
    private static XMLInputFactory newFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit", MAX_ATTRIBUTES);
        return factory;
    }

    /** Moves to the next child of the element the cursor is in; {@code false} at that element's end. */
    boolean nextChild() {
        int end = depth - 1;
        while (true) {
            int event = advance();
            if (event == START_ELEMENT) {
                return true;
            }
            if (depth == end || event == END_DOCUMENT) {
                return false;
            }
        }
    }

    /** The local name of the element just entered. */
    String name() {
        return reader.getLocalName();
    }

    /** The namespace of the element just entered, empty when it has none. */
    String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    Place place() {
        return place(reader.getLocation());
    }

    /** The text of the element just entered, white space and all, and leaves it; elements inside it are skipped. */
    String text() {
        int inside = depth;
        String first = "";
        StringBuilder more = null;
        while (true) {
            int event = advance();
            if (event == END_ELEMENT) {
                if (depth < inside) {
                    return more == null ? first : more.toString();
                }
            } else if (depth == inside && isText(event)) {
                if (first.isEmpty()) {
                    first = reader.getText();
                } else {
                    more = more == null ? new StringBuilder(first) : more;
                    more.append(reader.getText());
                }
            }
        }
    }

    /** Leaves the element just entered, whatever is in it. */
    void skip() {
        int outside = depth - 1;
        while (depth > outside) {
            advance();
        }
    }

    /** Walks what is left, so that the document is known to be well-formed to its last character. */
    Place finish() {
        Place end = place();
        while (advance() != END_DOCUMENT) {
            end = place();
        }
        return end;
    }

    private int advance() {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
        switch (event) {
            case START_ELEMENT -> enter();
            case END_ELEMENT -> {
                depth--;
                textChars = 0;
            }
            case CHARACTERS, CDATA, SPACE -> countText();
            case DTD -> throw place().refuse("a DOCTYPE is not accepted, leave it out");
            case ENTITY_REFERENCE -> throw place().refuse("the entity &" + reader.getLocalName() + "; is not known");
            default -> {}
        }
        return event;
    }

    private void enter() {
        textChars = 0;
        if (++depth > limits.maxDepth()) {
            throw place().refuse("elements are nested more than " + limits.maxDepth() + " deep");
        }
        if (++elements > limits.maxElements()) {
            throw place().refuse("there are more than " + limits.maxElements() + " elements");
        }
        if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
            throw place().refuse("an element has more than " + MAX_ATTRIBUTES + " attributes");
        }
    }

    private void countText() {
        textChars += reader.getTextLength();
        if (textChars > limits.maxTextChars()) {
            throw place().refuse("a text is longer than " + limits.maxTextChars() + " characters");
        }
    }

    private static boolean isText(int event) {
        return event == CHARACTERS || event == CDATA || event == SPACE;
    }

    private RefusedException malformed(XMLStreamException e) {
        if (e.getNestedException() instanceof CharacterCodingException) {
            return document.undecodable();
        }
        return place(e.getLocation()).refuse("not well-formed: " + sentence(e));
    }

    /** What the JDK's reader complains of, without its own idea of the place and its links to specifications. */
    private static String sentence(XMLStreamException e) {
        String message = e.getMessage() == null ? "unreadable" : e.getMessage();
        int prefix = message.indexOf(JDK_PREFIX);
        message = prefix < 0 ? message : message.substring(prefix + JDK_PREFIX.length());
        if (message.startsWith("http://")) {
            message = message.substring(message.indexOf('#') + 1)
                    .replace('?', ' ')
                    .replace('&', ' ');
        }
        return Quote.clip(message, MAX_SENTENCE);
    }

    private static Place place(Location location) {
        return location == null ? new Place(1, 1) : new Place(location.getLineNumber(), location.getColumnNumber());
    }
}
