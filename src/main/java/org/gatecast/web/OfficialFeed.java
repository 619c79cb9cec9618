package org.gatecast.web;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.snapshot.EventSnapshot;

/**
 * Official results as an Atom feed (RFC 4287): an entry for each race that is official or revised, with the first three, the latest
 * first. An entry keeps its id when results are revised. Pure.
 */
final class OfficialFeed {
    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
    private static final Pattern UNSTORABLE =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");
    private static final int MAX_ENTRIES = 100;
    private static final int LEADERS = 3;
    private static final int REVISED = 6;

    /** A race whose results are official. */
    private record Entry(EventSnapshot event, Race race, Instant at) {}

    private OfficialFeed() {}

    /**
     * @param events drafts are left out
     * @param title of the feed
     * @param self the feed's own address
     * @param page the address of the page that shows the same
     */
    static byte[] of(
            Translations texts,
            Collection<EventSnapshot> events,
            String title,
            String origin,
            String self,
            String page) {
        List<Entry> entries = events.stream()
                .filter(event -> event.meta().status().isPublic())
                .flatMap(OfficialFeed::entries)
                .sorted(Comparator.comparing(Entry::at).reversed())
                .limit(MAX_ENTRIES)
                .toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = new WstxOutputFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("xml:lang", texts.language());
            text(xml, "id", self);
            text(xml, "title", title);
            text(
                    xml,
                    "updated",
                    entries.isEmpty()
                            ? Instant.EPOCH.toString()
                            : entries.get(0).at().toString());
            xml.writeStartElement("author");
            text(xml, "name", "Gatecast");
            xml.writeEndElement();
            link(xml, "self", "application/atom+xml", self);
            link(xml, "alternate", "text/html", page);
            for (Entry entry : entries) {
                write(xml, texts, entry, origin);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a feed of checked texts can be written", e);
        }
        return bytes.toByteArray();
    }

    private static Stream<Entry> entries(EventSnapshot event) {
        return event.races().stream()
                .filter(race -> race.status().isOfficial() || isOfficialByTheEvent(event, race))
                .map(race -> new Entry(
                        event,
                        race,
                        race.officialAt() != null
                                ? race.officialAt()
                                : event.meta().statusChangedAt()));
    }

    /** Exports may never say that a race was run, so its results decide. */
    private static boolean isOfficialByTheEvent(EventSnapshot event, Race race) {
        return event.meta().status() == EventStatus.OFFICIAL
                && !race.status().isCalledOff()
                && event.tables().get(race.raceId()).rows().stream().anyMatch(row -> row.rnk() != null);
    }

    private static void write(XMLStreamWriter xml, Translations texts, Entry entry, String origin)
            throws XMLStreamException {
        EventSnapshot event = entry.event();
        Race race = entry.race();
        String page = origin + PagePath.race(event.meta().eventId(), race.raceId());
        String word = texts.text("raceStatus." + (Integer.valueOf(REVISED).equals(race.raceStatus()) ? 6 : 5));
        xml.writeStartElement("entry");
        text(xml, "id", page);
        text(
                xml,
                "title",
                word + ": " + PageMetadata.raceTitle(texts, event, race) + " · "
                        + event.meta().details().mainTitle());
        text(xml, "updated", entry.at().toString());
        link(xml, "alternate", "text/html", page);
        text(
                xml,
                "content",
                RaceLeader.of(event.tables().get(race.raceId()), null).stream()
                        .limit(LEADERS)
                        .map(leader ->
                                leader.rank() + ". " + leader.row().name() + ' ' + PageMetadata.seconds(leader.total()))
                        .collect(Collectors.joining(", ")));
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(storable(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String type, String address)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", storable(address));
    }

    /** Without characters that XML cannot hold. */
    private static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
    }
}
