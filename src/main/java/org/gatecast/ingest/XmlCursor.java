package org.gatecast.ingest;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_DOCUMENT;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import com.ctc.wstx.api.ReaderConfig;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.gatecast.model.RefusedException;

/**
 * Reads an export once, element by element, within {@link XmlLimits}. After {@link #nextChild} the caller must leave
 * the child with {@link #text}, {@link #skip} or by reading its children to the end. DOCTYPE is refused: no entities
 * exist except XML's own five, and nothing outside the document is ever read.
 */
final class XmlCursor {
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_ATTRIBUTE_CHARS = 10_000;
    private static final int MAX_SENTENCE = 200;
    private static final String PLACE_IN_MESSAGE = "\n at [row,col";
    private final XmlDocument document;
    private final XmlLimits limits;
    private final DocumentPosition start;
    private final EndOfInputReader characters;
    private final XMLStreamReader2 reader;
    private final BoundedText text = new BoundedText();
    private final CpuBudget budget;
    private int depth;
    private int elements;
    private int rows;

    /**
     * @throws RefusedException when the beginning cannot be read
     */
    XmlCursor(XmlDocument document, XmlLimits limits) {
        this.document = document;
        this.limits = limits;
        budget = new CpuBudget(limits.maxTime());
        XmlDocument.Opened opened = document.open();
        start = opened.start();
        characters = opened.reader();
        try {
            reader = (XMLStreamReader2) newFactory(limits).createXMLStreamReader(characters);
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /**
     * Woodstox is used and not the JDK's reader, which does not limit namespace declarations and takes quadratic time
     * for them. Woodstox' lazy parsing checks skipped parts, comments too, without storing them. It keeps no names and
     * namespaces after the document.
     */
    private static XMLInputFactory newFactory(XmlLimits limits) {
        WstxInputFactory factory = new WstxInputFactory() {
            @Override
            public ReaderConfig createPrivateConfig() {
                return mConfig.createNonShared(new XmlNameTable(limits.maxNames()));
            }
        };
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, true);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE_CHARS);
        return factory;
    }

    /** Moves to the next child of the current element; {@code false} at that element's end. */
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

    String name() {
        return reader.getLocalName();
    }

    /** The namespace of the element just entered, empty if it has none. */
    String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    DocumentPosition place() {
        return place(reader.getLocation());
    }

    /**
     * The text of the element just entered, with white space, and leaves the element; elements within it are skipped.
     *
     * @throws RefusedException when it is longer than {@code max} characters or {@link XmlLimits#maxTextChars}
     */
    String text(int max) {
        int most = Math.min(max, limits.maxTextChars());
        String text = textUpTo(most);
        if (text == null) {
            throw place().refuse("a text is longer than " + most + " characters");
        }
        return text;
    }

    /** Like {@link #text}, but {@code null} if the text is longer than {@code max} characters. */
    String textUpTo(int max) {
        int inside = depth;
        text.start(max);
        while (depth >= inside) {
            int event = advance();
            if (depth == inside && (event == CHARACTERS || event == CDATA || event == SPACE)) {
                collectText();
            }
        }
        return text.complete();
    }

    /** Leaves the element just entered, whatever it contains. */
    void skip() {
        int outside = depth - 1;
        while (depth > outside) {
            advance();
        }
    }

    /** Reads the rest of the document, to check that it is well-formed to its end; returns the position of the end. */
    DocumentPosition finish() {
        DocumentPosition end = place();
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
        } catch (XmlNameTable.RefusedNameException e) {
            throw place().refuse(e.getMessage());
        }
        if (budget.isSpent()) {
            throw place().refuse("reading this far took more than "
                    + limits.maxTime().toMillis() + " ms of processor time (xml.max-parse-millis)");
        }
        switch (event) {
            case START_ELEMENT -> enter();
            case END_ELEMENT -> depth--;
            case DTD -> throw place().refuse("a DOCTYPE is not accepted, leave it out");
            case ENTITY_REFERENCE -> throw place().refuse("the entity &" + reader.getLocalName() + "; is not known");
            default -> {}
        }
        return event;
    }

    private void enter() {
        if (++depth > limits.maxDepth()) {
            throw place().refuse("elements are nested more than " + limits.maxDepth() + " deep");
        }
        if (++elements > limits.maxElements()) {
            throw place().refuse("there are more than " + limits.maxElements() + " elements");
        }
    }

    /** Counts the element just entered as a row. Refuses more than {@link XmlLimits#maxRows}. */
    void countRow() {
        if (++rows > limits.maxRows()) {
            throw place().refuse("there are more than " + limits.maxRows()
                    + " people, classes, categories, races, results and other rows together");
        }
    }

    private void collectText() {
        try {
            reader.getText(text, false);
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
    }

    private RefusedException malformed(XMLStreamException e) {
        if (e.getCause() instanceof CharacterCodingException) {
            return document.undecodable();
        }
        if (characters.hasEnded()) {
            // Woodstox reads past the end only if the document is incomplete; its messages for that differ.
            return XmlDocument.cutOff(place(e.getLocation()));
        }
        return place(e.getLocation()).refuse("not well-formed: " + message(e));
    }

    /** The reader's message, without its own form of the position. */
    private static String message(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int place = message.indexOf(PLACE_IN_MESSAGE);
        return QuotedText.truncated((place < 0 ? message : message.substring(0, place)).strip(), MAX_SENTENCE);
    }

    /** The reader counts from the beginning of its input, which may be after blank lines. */
    private DocumentPosition place(Location location) {
        int line = location == null ? 1 : Math.max(1, location.getLineNumber());
        int column = location == null ? 1 : Math.max(1, location.getColumnNumber());
        return new DocumentPosition(start.line() + line - 1, line == 1 ? start.column() + column - 1 : column);
    }
}
