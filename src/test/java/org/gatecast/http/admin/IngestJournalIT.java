package org.gatecast.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The journal of ingest calls that an organiser reads. */
class IngestJournalIT {
    private static final String RACE = "K1M_ST_BR1_6";

    @RegisterExtension
    static final TestServer server = TestServer.with("http.body-limit-json-bytes", "4096");

    private BoothClient booth;
    private String xml;

    @BeforeEach
    void createEvent(TestInfo test) {
        booth = server.api()
                .createEvent("JOURNAL." + test.getTestMethod().orElseThrow().getName());
        xml = Recording.xml(server.clock().today());
    }

    @Test
    void anEventWithoutCallsHasAnEmptyJournal() {
        assertThat(read(booth, "").body())
                .isEqualTo(json(("{'ingests': [], 'sources': {'xml': %1$s, 'results': %1$s}, 'oncourse': {'calls': 0,"
                                + " 'refused': 0, 'matched': 0, 'skipped': 0, 'skippedBecause': %2$s, 'leftOut': 0, 'lastAt': null}}")
                        .formatted(
                                "{'calls': 0, 'refused': 0, 'matched': 0, 'changed': 0, 'skipped': 0, 'leftOut': 0, 'lastAt': null,"
                                        + " 'lastOutcome': null}",
                                because(0, 0, 0, 0))));
    }

    @Test
    void everyCallIsListedWithItsOutcomeNewestFirst() {
        Instant start = server.clock().instant();
        booth.importXml(xml);
        booth.through("startlist", "running");
        JsonNode result = result(9523);
        booth.results(result);
        for (int i = 0; i < 3; i++) {
            server.clock().advance(Duration.ofSeconds(1));
            booth.results(result);
        }
        booth.importXml(xml);
        booth.results(result(9524));

        List<JsonNode> entries = entries(read(booth, ""));
        assertThat(entries)
                .extracting(entry -> entry.get("outcome").asText())
                .containsExactly("changed", "unchanged", "unchanged", "changed", "changed");
        assertThat(entries)
                .extracting(entry -> entry.get("source").asText())
                .containsExactly("results", "xml", "results", "results", "xml");

        JsonNode first = entries.get(4);
        assertThat(first.get("at").asText()).isEqualTo(start.toString());
        assertThat(first.get("bytes").asInt()).isEqualTo(xml.getBytes(UTF_8).length);
        assertThat(first.get("matched").asInt()).isEqualTo(1_422);
        assertThat(first.get("changed").asInt()).isEqualTo(1_422);
        assertThat(first.get("skipped").asInt()).isZero();
        assertThat(first.get("durable").asBoolean()).isTrue();

        JsonNode repeated = entries.get(2);
        assertThat(repeated.get("calls").asInt()).isEqualTo(3);
        assertThat(repeated.get("bytes").asInt())
                .isEqualTo(3 * result.toString().length());
        assertThat(repeated.get("at").asText()).isEqualTo(start.plusSeconds(1).toString());
        assertThat(repeated.get("lastAt").asText())
                .isEqualTo(start.plusSeconds(3).toString());
        assertThat(repeated.get("matched").asInt()).isEqualTo(3);
        assertThat(repeated.get("skipped").asInt()).isEqualTo(3);
        assertThat(repeated.get("changed").asInt()).isZero();
        assertThat(repeated.get("durable").asBoolean()).isFalse();
    }

    @Test
    void aRefusedCallIsListedWithItsReason() {
        booth.results(result(9523));
        booth.imported(xml).through("startlist", "running");
        ApiResponse malformed = booth.results(json("{'results': 7}"));
        ApiResponse broken = booth.importXml("<Canoe123Data><oh");
        ApiResponse large = booth.results(json("{'results': '" + "x".repeat(5000) + "'}"));
        ApiResponse wrongType = server.api()
                .send(
                        "POST",
                        "/api/v1/ingest/results",
                        new byte[3],
                        "X-API-Key",
                        booth.apiKey(),
                        "Content-Type",
                        "a/b");

        List<JsonNode> entries = entries(read(booth, ""));
        assertThat(entries.subList(0, 4))
                .zipSatisfy(List.of(wrongType, large, broken, malformed), (entry, response) -> {
                    assertThat(entry.get("outcome").asText()).isEqualTo("refused");
                    assertThat(entry.get("error").asText()).isEqualTo(response.error());
                    assertThat(entry.get("message").asText()).isEqualTo(response.message());
                    assertThat(entry.get("durable").asBoolean()).isFalse();
                });
        assertThat(entries.subList(0, 4))
                .extracting(entry -> entry.get("bytes").asInt())
                .containsExactly(3, 5000 + "{'results':''}".length(), 17, 13);
        assertThat(entries.get(5).get("error").asText()).isEqualTo("Forbidden");
        assertThat(entries).hasSize(6);
    }

    @Test
    void unreadableRowsOfAnExportAreSkippedWithAWarning() {
        booth.imported(xml.replaceFirst("<Results>", "<Results><RaceId>NONE</RaceId><Id>x</Id></Results><Results>"));

        JsonNode entry = entries(read(booth, "")).get(0);
        assertThat(entry.get("matched").asInt()).isEqualTo(1_422);
        assertThat(entry.get("skipped").asInt()).isEqualTo(1);
        assertThat(entry.get("warnings"))
                .anyMatch(warning -> warning.asText().contains("results of a race that is not listed"));
    }

    @Test
    void callsBeforeTheFirstExportAreIgnored() {
        booth.imported(xml).through("startlist", "running");
        BoothClient early = server.api().createEvent("EARLY").through("startlist", "running");
        early.results(result(9523));
        early.oncourse(json("{'oncourse': [{'raceId': '%s', 'bib': 9}]}".formatted(RACE)));

        ApiResponse response = read(early, "");
        assertThat(entries(response)).hasSize(1);
        assertThat(entries(response).get(0).get("outcome").asText()).isEqualTo("ignored");
        assertThat(entries(response).get(0).get("skipped").asInt()).isEqualTo(2);
        assertThat(response.body().get("oncourse").get("skipped").asInt()).isEqualTo(1);
        assertThat(response.body().get("oncourse").get("skippedBecause")).isEqualTo(json(because(0, 0, 0, 1)));
    }

    @Test
    void onCourseCallsAreCountedNotRecorded() {
        booth.imported(xml);
        booth.oncourse(json("{'oncourse': []}"));
        booth.through("startlist", "running");
        Recording.calls().stream().filter(call -> !call.isResults()).limit(20).forEach(booth::push);
        booth.oncourse(json(("{'oncourse': [{'raceId': 'NONE', 'bib': 1, 'participantId': 'x'}, {'raceId': '%1$s',"
                        + " 'bib': 1}, {'raceId': '%1$s', 'participantId': 'x'}, {'raceId': '%1$s', 'participantId':"
                        + " 'y'}]}")
                .formatted(RACE)));

        ApiResponse response = read(booth, "");
        assertThat(entries(response)).hasSize(1);
        assertThat(response.body().get("oncourse"))
                .isEqualTo(json(
                        ("{'calls': 21, 'refused': 1, 'matched': 37, 'skipped': 4, 'skippedBecause': %s, 'leftOut': 0, 'lastAt':"
                                        + " '%s', 'lastError': 'Forbidden', 'lastMessage': 'Event %s is draft, which takes no oncourse"
                                        + " data.'}")
                                .formatted(because(1, 2, 1, 0), server.clock().instant(), booth.eventId())));
    }

    @Test
    void skippedRowsOfResultsAreListedWithTheReason() {
        booth.imported(xml).through("startlist", "running");
        ApiResponse response = booth.results(
                json("{'results': [{'raceId': 'NONE', 'bib': 9}, 7, {'raceId': '%1$s', 'bib': 9999}, {'raceId':"
                        .concat(" '%1$s', 'participantId': 'x'}]}")
                        .formatted(RACE)));
        assertThat(response.body())
                .isEqualTo(
                        json("{'updated': 0, 'changed': 0, 'skipped': [{'index': 0, 'reason': 'unknownRace'}, {'index':"
                                + " 1, 'reason': 'unreadable'}, {'index': 2, 'reason': 'unknownRider'}, {'index': 3, 'reason':"
                                + " 'unknownRider'}]}"));
        assertThat(entries(read(booth, "")).get(0).get("warnings"))
                .isEqualTo(json(
                        ("['1 × rows left out: results[1] must be an object, not a number', '1 × rows of a race that the export does not list, skipped: NONE', '2 × rows of a rider"
                                        + " whom the export does not list in the race, skipped: bib 9999 in %s']")
                                .formatted(RACE)));
    }

    @Test
    void everySourceHasTotals() {
        booth.imported(xml).through("startlist", "running");
        booth.results(result(9523));
        booth.results(result(9523));
        ApiResponse refused = booth.results(json("{'results': 7}"));

        JsonNode sources = read(booth, "").body().get("sources");
        String now = server.clock().instant().toString();
        assertThat(sources.get("xml"))
                .isEqualTo(json(
                        "{'calls': 1, 'refused': 0, 'matched': 1422, 'changed': 1422, 'skipped': 0, 'leftOut': 0, 'lastAt': '%s',"
                                .concat(" 'lastOutcome': 'changed'}")
                                .formatted(now)));
        assertThat(sources.get("results"))
                .isEqualTo(json(
                        "{'calls': 2, 'refused': 1, 'matched': 2, 'changed': 1, 'skipped': 2, 'leftOut': 0, 'lastAt': '%s',"
                                .concat(
                                        " 'lastOutcome': 'refused', 'lastError': 'InvalidRequest', 'lastMessage': '%s'}")
                                .formatted(now, refused.message())));
    }

    @Test
    void callsThatChangedSomethingSurviveARestart() {
        try (TestServer own = TestServer.with().start()) {
            BoothClient before = own.api().createEvent("RESTART").imported(xml).through("startlist", "running");
            before.results(result(9523));
            before.results(result(9523));
            List<JsonNode> entries = entries(read(before, ""));

            own.restart();

            assertThat(entries).hasSize(3);
            assertThat(entries(read(new BoothClient(own.api(), before.eventId(), before.apiKey()), "")))
                    .isEqualTo(entries.subList(1, 3));
            assertThat(read(new BoothClient(own.api(), before.eventId(), before.apiKey()), "")
                            .body()
                            .get("sources")
                            .get("results"))
                    .isEqualTo(json(
                            "{'calls': 0, 'refused': 0, 'matched': 0, 'changed': 0, 'skipped': 0, 'leftOut': 0, 'lastAt': '%s',"
                                    .concat(" 'lastOutcome': 'changed'}")
                                    .formatted(own.clock().instant())));
        }
    }

    @Test
    void theLimitParameterBoundsTheList() {
        booth.imported(xml).through("startlist", "running");
        booth.results(result(9523));
        booth.results(result(9523));

        assertThat(entries(read(booth, "?limit=2")))
                .isEqualTo(entries(read(booth, "")).subList(0, 2));
        for (String limit : List.of("0", "-1", "x", "", "1000000")) {
            assertThat(read(booth, "?limit=" + limit).error()).isEqualTo("InvalidRequest");
        }
    }

    @Test
    void onlyTheKeyOfTheEventReadsItsJournal() {
        BoothClient other = server.api().createEvent("OTHER");

        assertThat(read(new BoothClient(server.api(), booth.eventId(), other.apiKey()), "")
                        .status())
                .isEqualTo(401);
        assertThat(server.api().get(journal(booth)).status()).isEqualTo(401);
        assertThat(server.api().delete(journal(booth)).header("Allow")).isEqualTo("GET, HEAD");
    }

    private static String because(int race, int rider, int noId, int early) {
        return "{'unknownRace': %d, 'unknownRider': %d, 'noParticipantId': %d, 'unreadable': 0,"
                .concat(" 'tooMany': 0, 'beforeFirstExport': %d}")
                .formatted(race, rider, noId, early);
    }

    private static ApiResponse read(BoothClient booth, String query) {
        return booth.api().get(journal(booth) + query, "X-API-Key", booth.apiKey());
    }

    private static String journal(BoothClient booth) {
        return "/api/v1/admin/events/" + booth.eventId() + "/ingests";
    }

    private static List<JsonNode> entries(ApiResponse response) {
        return StreamSupport.stream(response.body().get("ingests").spliterator(), false)
                .toList();
    }

    /** A row that is known, and one that is not. */
    private static JsonNode result(int time) {
        return json("{'results': [{'raceId': '%1$s', 'bib': 9, 'time': %2$d}, {'raceId': '%1$s', 'bib': 9999}]}"
                .formatted(RACE, time));
    }
}
