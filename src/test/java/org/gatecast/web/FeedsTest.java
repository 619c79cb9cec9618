package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatus;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.testing.SampleMeta;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The calendar of the programme and the feed of official results. */
class FeedsTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final Instant NOON = Instant.parse("2026-06-20T12:00:00Z");
    private static final ClassId K1M = new ClassId("K1M");
    private static final LanguageCatalog LANGUAGES =
            new LanguageCatalog("spectator", new AssetCatalog(WebResources.load()));

    @Test
    void aRaceIsAnEventOfTheCalendarFromItsStartToTheNextOne() {
        String text = calendar(event(
                "Spring; cup, 2026",
                race("A", "2026-06-20T09:00:00+02:00", 1),
                race("B", "2026-06-20T09:45:00+02:00", 7),
                race("C", "2026-06-20T15:00:00", 13),
                race("D", null, 1)));

        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        List<String> lines = unfolded(text);
        assertThat(lines).startsWith("BEGIN:VCALENDAR", "VERSION:2.0").endsWith("END:VCALENDAR");
        assertThat(count(lines, "BEGIN:VEVENT")).isEqualTo(3);
        assertThat(count(lines, "END:VEVENT")).isEqualTo(3);
        assertThat(lines)
                .containsSubsequence(
                        "UID:/e/TEST/r/A@live.example",
                        "DTSTART:20260620T070000Z",
                        "DTEND:20260620T074500Z",
                        "SUMMARY:K1 men\\, final · Spring\\; cup\\, 2026",
                        "URL:https://live.example/e/TEST/r/A",
                        "STATUS:CONFIRMED",
                        "DTSTART:20260620T074500Z",
                        "DTEND:20260620T084500Z",
                        "STATUS:CANCELLED",
                        "DTSTART:20260620T150000",
                        "DTEND:20260620T160000",
                        "STATUS:TENTATIVE");
    }

    @Test
    void aRaceLastsUntilTheNextLaterStartOfItsKind() {
        String text = calendar(event(
                "Cup",
                race("LATE", "2026-06-20T09:50:00Z", 1),
                race("A", "2026-06-20T09:00:00Z", 1),
                race("B", "2026-06-20T11:00:00+02:00", 1),
                race("LOCAL", "2026-06-20T09:10:00", 1),
                race("NEXT", "2026-06-20T09:20:00Z", 1)));

        assertThat(unfolded(text).stream().filter(line -> line.startsWith("DTEND:")))
                .containsExactly(
                        "DTEND:20260620T105000Z",
                        "DTEND:20260620T092000Z",
                        "DTEND:20260620T092000Z",
                        "DTEND:20260620T101000",
                        "DTEND:20260620T095000Z");
    }

    @Test
    void longLinesAreFoldedBetweenCharactersAndNoTextAddsALine() {
        String title = "Žižkův závod 🛶 ".repeat(12) + "\r\nEND:VCALENDAR";
        String text = calendar(event(title, race("A", "2026-06-20T09:00:00Z", 1)));

        for (String line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(75);
        }
        assertThat(unfolded(text)).contains("SUMMARY:K1 men\\, final · " + title.replace("\r\n", "\\n"));
        assertThat(count(unfolded(text), "END:VCALENDAR")).isEqualTo(1);
    }

    @Test
    void officialRacesAreEntriesWithTheFirstThreeAndDraftsNever() throws Exception {
        EventSnapshot running = event(
                "Cup <&>\u0001", race("A", null, 4), official("B", 5, NOON), official("C", 6, NOON.plusSeconds(60)));
        EventSnapshot draft = event("DRAFT", EventStatus.DRAFT, official("X", 5, NOON));
        EventSnapshot over = event("OVER", EventStatus.OFFICIAL, race("Y", null, 1), race("Z", null, 7));

        Document feed = feed(running, draft, over);

        assertThat(child(feed.getDocumentElement(), "id")).isEqualTo("https://live.example/official.atom");
        assertThat(child(feed.getDocumentElement(), "updated")).isEqualTo("2026-06-20T12:01:00Z");
        assertThat(child(feed.getDocumentElement(), "title")).isEqualTo("Results");
        assertThat(feed.getElementsByTagNameNS(ATOM, "author").getLength()).isOne();
        NodeList entries = feed.getElementsByTagNameNS(ATOM, "entry");
        assertThat(IntStream.range(0, entries.getLength()).mapToObj(i -> child((Element) entries.item(i), "id")))
                .containsExactly(
                        "https://live.example/e/TEST/r/C",
                        "https://live.example/e/TEST/r/B",
                        "https://live.example/e/TEST/r/Y");
        Element first = (Element) entries.item(0);
        assertThat(child(first, "title")).isEqualTo("Revised: K1 men, final · Cup <&>\uFFFD");
        assertThat(child(first, "updated")).isEqualTo("2026-06-20T12:01:00Z");
        assertThat(child(first, "content")).isEqualTo("1. ALDER Ann 90.01, 2. BIRCH Bob 90.02, 3. CEDAR Cid 90.03");
        assertThat(((Element) first.getElementsByTagNameNS(ATOM, "link").item(0)).getAttribute("href"))
                .isEqualTo("https://live.example/e/TEST/r/C");
    }

    /** As another program reads it. */
    @Test
    void anIndependentReaderUnderstandsTheCalendar() {
        ICalendar read = Biweekly.parse(calendar(event(
                        "Spring; cup, 2026 ".repeat(9),
                        race("A", "2026-06-20T09:00:00+02:00", 1),
                        race("B", "2026-06-20T09:45:00+02:00", 7))))
                .first();

        assertThat(read.validate(ICalVersion.V2_0).getWarnings()).isEmpty();
        assertThat(read.getEvents()).hasSize(2);
        VEvent first = read.getEvents().get(0);
        assertThat(first.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2026-06-20T07:00:00Z"));
        assertThat(first.getDateEnd().getValue().toInstant()).isEqualTo(Instant.parse("2026-06-20T07:45:00Z"));
        assertThat(first.getSummary().getValue()).isEqualTo("K1 men, final · " + "Spring; cup, 2026 ".repeat(9));
        assertThat(first.getUrl().getValue()).isEqualTo("https://live.example/e/TEST/r/A");
        assertThat(read.getEvents().get(1).getStatus().isCancelled()).isTrue();
    }

    @Test
    void aCalendarWithoutAProgrammeIsValidToo() {
        String text = calendar(event("Spring cup", race("A", null, 1)));
        ICalendar read = Biweekly.parse(text).first();

        assertThat(read.getEvents()).isEmpty();
        // The grammar of RFC 5545, section 3.6: at least one component. The reader has time zones apart from the
        // others.
        assertThat(read.getTimezoneInfo().getComponents()).hasSize(1);
    }

    /** A client that compares times would take a race that starts later now for one that it knows. */
    @Test
    void aRaceDoesNotSayThatItWasNotModified() {
        assertThat(calendar(event("Spring cup", race("A", "2026-06-20T09:00:00Z", 1))))
                .doesNotContain("LAST-MODIFIED");
    }

    private static String calendar(EventSnapshot event) {
        return new String(ProgrammeCalendar.of(LANGUAGES.choose("en", null), event, "https://live.example"), UTF_8);
    }

    private static Document feed(EventSnapshot... events) throws Exception {
        byte[] xml = OfficialFeed.of(
                LANGUAGES.choose("en", null),
                List.of(events),
                "Results",
                "https://live.example",
                "https://live.example/official.atom",
                "https://live.example/");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static String child(Element parent, String name) {
        return parent.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
    }

    private static List<String> unfolded(String calendar) {
        return Arrays.asList(calendar.replace("\r\n ", "").strip().split("\r\n", -1));
    }

    private static long count(List<String> lines, String line) {
        return lines.stream().filter(line::equals).count();
    }

    private static Race race(String id, String start, int status) {
        return Race.ofExport(new RaceId(id), K1M, "FIN", 1, start, null, null, status, null);
    }

    private static Race official(String id, int status, Instant at) {
        return race(id, null, 1).withStatus(RaceStatus.ofExport(1).withStream(status, at));
    }

    private static EventSnapshot event(String title, Race... races) {
        return event(title, EventStatus.RUNNING, races);
    }

    private static EventSnapshot event(String title, EventStatus status, Race... races) {
        EventMeta meta = SampleMeta.of("TEST", SampleMeta.GENERATION, title, status, EventConfig.NONE, 1);
        Map<RaceId, RaceTable> tables = new LinkedHashMap<>();
        for (Race race : races) {
            tables.put(
                    race.raceId(),
                    new RaceTable(
                            race,
                            List.of(row(1, "ALDER Ann"), row(2, "BIRCH Bob"), row(3, "CEDAR Cid"), row(4, "DATE Dan")),
                            List.of(),
                            List.of()));
        }
        return new EventSnapshot(
                meta,
                List.of(new RaceClass(K1M, "K1M", "K1 men", List.of())),
                List.of(races),
                List.of(),
                tables,
                Map.of(),
                List.of(),
                List.of());
    }

    private static ResultRow row(int rank, String name) {
        return new ResultRow(
                rank,
                rank,
                "" + rank,
                name,
                null,
                null,
                null,
                null,
                9000,
                rank,
                9000 + rank,
                "",
                null,
                null,
                false,
                null,
                null,
                null,
                null);
    }
}
