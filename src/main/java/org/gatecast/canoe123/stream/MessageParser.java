package org.gatecast.canoe123.stream;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatecast.canoe123.stream.StreamMessage.TimeOfDay;
import org.gatecast.canoe123.stream.StreamMessage.Unknown;

/** Reads single messages. Keeps nothing between them; one thread at a time. */
public final class MessageParser {
    private static final int MAX_NAME = 60;

    private final XMLInputFactory factory = new WstxInputFactory();

    public MessageParser() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    }

    /**
     * The message in {@code xml}; empty if it is not well-formed, not UTF-8, or lacks what it is about (a race, a bib, a time).
     */
    public Optional<StreamMessage> parse(byte[] xml) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml), "UTF-8");
            try {
                reader.nextTag();
                if (reader.nextTag() != XMLStreamConstants.START_ELEMENT) {
                    return Optional.of(new Unknown("(nothing)"));
                }
                StreamMessage message = read(reader);
                // Half of a message is none: the rest has to be well-formed.
                while (reader.hasNext()) {
                    reader.next();
                }
                return Optional.ofNullable(message);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // Woodstox wraps decoding errors of lazily read text in a RuntimeException.
            return Optional.empty();
        }
    }

    private static StreamMessage read(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        MessageReader message = new MessageReader(reader);
        return switch (name) {
            case "TimeOfDay" -> {
                var time = StreamValues.time(reader.getElementText());
                yield time == null ? null : new TimeOfDay(time);
            }
            case "OnCourse" -> message.onCourse();
            case "Results" -> message.results();
            case "RaceConfig" -> message.raceConfig();
            case "Schedule" -> message.schedule();
            case "TVS" -> message.televisionClocks();
            default -> new Unknown(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name);
        };
    }
}
