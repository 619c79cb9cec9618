package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unreadable field never refuses a call of the live stream (contract section 2); the journal reports it. */
class UnreadableFieldsIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private BoothClient booth;

    @BeforeEach
    void anEventRuns(TestInfo test) {
        booth = server.api()
                .createEvent("ODD." + test.getTestMethod().orElseThrow().getName())
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    @Test
    void ofAResultThatCannotBeReadWhatTheStreamSaidBeforeStands() {
        results(row(1, "'time': 9000, 'pen': 200, 'gates': [{'gate': 1, 'pen': 2}], 'dtStart': '10:34:40.123'"));
        JsonNode before = table().get(0);

        ApiResponse response = results(
                row(1, "'time': 'fast', 'pen': [], 'total': 1e40, 'gates': [{'gate': 'first'}], 'dtStart': 7"),
                row(2, "'time': 9300, 'pen': 0, 'rnk': {}"));

        assertThat(response.body()).isEqualTo(json("{'updated': 2, 'changed': 1}"));
        assertThat(table().get(0)).isEqualTo(before);
        assertThat(before.get("total").asInt()).isEqualTo(9200);
        assertThat(before.get("dtStart").asText()).isEqualTo("10:34:40.123");
        assertThat(table().get(1).get("total").asInt()).isEqualTo(9300);
        JsonNode entry = journal().get("ingests").get(0);
        assertThat(entry.get("outcome").asText()).isEqualTo("changed");
        assertThat(entry.get("leftOut").asInt()).isEqualTo(6);
        assertThat(entry.get("warnings"))
                .contains(json("'1 × time left out: results[0].time must be a whole number from 0 to 36000000, not"
                        .concat(" \\'fast\\''")
                        .replace("\\'", "\\\"")))
                .hasSize(6);
    }

    @Test
    void aRowOfNobodyIsSkippedAndTheOthersCount() {
        ApiResponse response =
                results("17", "{'bib': 1, 'time': 1}", "{'raceId': '" + RACE + "'}", row(1, "'time': 9000"));

        assertThat(response.body())
                .isEqualTo(
                        json("{'updated': 1, 'changed': 1, 'skipped': [{'index': 0, 'reason': 'unreadable'}, {'index':"
                                + " 1, 'reason': 'unreadable'}, {'index': 2, 'reason': 'unreadable'}]}"));
        JsonNode entry = journal().get("ingests").get(0);
        assertThat(entry.get("skipped").asInt()).isEqualTo(3);
        assertThat(entry.get("warnings"))
                .containsExactly(json("'3 × rows left out: results[0] must be an object, not a number'"));
    }

    @Test
    void whatIsUnreadableInEveryCallIsAddedUp() {
        for (int i = 0; i < 3; i++) {
            results(row(1, "'time': 9000, 'status': 5"));
        }

        JsonNode repeated = journal().get("ingests").get(0);
        assertThat(repeated.get("calls").asInt()).isEqualTo(2);
        assertThat(repeated.get("leftOut").asInt()).isEqualTo(2);
        assertThat(repeated.get("warnings"))
                .containsExactly(json("'1 × status left out: results[0].status must be text, not a number'"));
        assertThat(journal().at("/sources/results/leftOut").asInt()).isEqualTo(3);
    }

    @Test
    void oddFieldsAreReportedBeforeTheFirstExportToo() {
        BoothClient early = server.api().createEvent("ODD.EARLY").through("startlist", "running");
        booth = early;

        assertThat(results(row(1, "'time': 'x'"), "null").body()).isEqualTo(json("{'updated': 0, 'ignored': true}"));
        JsonNode entry = journal().get("ingests").get(0);
        assertThat(entry.get("leftOut").asInt()).isEqualTo(1);
        assertThat(entry.get("skipped").asInt()).isEqualTo(2);
    }

    @Test
    void ofARiderOnCourseAnUnreadableFieldIsNotKnown() {
        ApiResponse response = oncourse(
                rider(1, "'time': -1, 'pen': 200, 'gates': [0, 'x'], 'position': 1, 'dtStart': '10:34:40.123'"),
                rider(2, "'time': '1500', 'gates': [52, 100, 150, null], 'position': 2, 'name': ['x']"));

        assertThat(response.body()).isEqualTo(json("{'active': 2}"));
        JsonNode shown = server.api().oncourse(booth.eventId()).body().get("oncourse");
        assertThat(shown.get(0).get("time").isNull()).isTrue();
        assertThat(shown.get(0).get("gates").isNull()).isTrue();
        assertThat(shown.get(0).get("pen").asInt()).isEqualTo(200);
        assertThat(shown.get(0).get("dtStart").asText()).isEqualTo("10:34:40.123");
        assertThat(shown.get(1).get("time").asInt()).isEqualTo(1500);
        assertThat(shown.get(1).get("gates")).isEqualTo(json("[52, 100, 150, null]"));
        assertThat(shown.get(1).get("name").asText()).as("the export's").isNotEmpty();
        oncourse(rider(1, "'position': 1"));
        JsonNode counts = journal().get("oncourse");
        assertThat(counts.get("leftOut").asInt()).isEqualTo(3);
        assertThat(counts.get("warnings"))
                .contains(
                        json("'1 × time left out: oncourse[0].time must be a whole number from 0 to 36000000, not -1'"))
                .hasSize(3);
    }

    @Test
    void skippedParticipantsOnCourseAreCountedByReason() {
        String[] riders = new String[205];
        for (int i = 0; i < riders.length; i++) {
            riders[i] = rider(1, "'position': 1");
        }
        riders[0] = "'nobody'";

        assertThat(oncourse(riders).body())
                .isEqualTo(
                        json("{'active': 1, 'skipped': [{'index': 0, 'reason': 'unreadable'}, {'index': 200, 'reason':"
                                + " 'tooMany'}, {'index': 201, 'reason': 'tooMany'}, {'index': 202, 'reason': 'tooMany'}, {'index':"
                                + " 203, 'reason': 'tooMany'}, {'index': 204, 'reason': 'tooMany'}]}"));
        JsonNode because = journal().at("/oncourse/skippedBecause");
        assertThat(because.get("unreadable").asInt()).isEqualTo(1);
        assertThat(because.get("tooMany").asInt()).isEqualTo(5);
    }

    @Test
    void skippedPartsAreStillInTheJournalAfterARestart() {
        try (TestServer own = TestServer.with().start()) {
            booth = own.api()
                    .createEvent("ODD")
                    .imported(ExportXml.small(own.clock().today()).toString())
                    .through("startlist", "running");
            results(row(1, "'time': 9000, 'status': 5"));
            JsonNode entry = journal().get("ingests").get(0);
            own.restart();
            booth = new BoothClient(own.api(), "ODD", booth.apiKey());

            assertThat(entry.get("leftOut").asInt()).isEqualTo(1);
            assertThat(journal().get("ingests").get(0)).isEqualTo(entry);
        }
    }

    @Test
    void endlessNumbersAndDeepNestingRefuseNoCall() {
        for (String odd : List.of("1e999", "9".repeat(900), "[".repeat(90) + "]".repeat(90))) {
            String body =
                    "{\"results\": [{\"raceId\": \"" + RACE + "\", \"bib\": 1, \"time\": " + odd + ", \"pen\": 0}]}";
            ApiResponse response = server.api()
                    .send(
                            "POST",
                            "/api/v1/ingest/results",
                            body.getBytes(StandardCharsets.UTF_8),
                            "X-API-Key",
                            booth.apiKey(),
                            "Content-Type",
                            "application/json");
            assertThat(response.status()).as(odd).isEqualTo(200);
        }
        assertThat(journal().at("/sources/results/leftOut").asInt()).isEqualTo(3);
    }

    private JsonNode table() {
        return server.api()
                .get("/api/v1/events/" + booth.eventId() + "/results/" + RACE + "?detailed=true")
                .body()
                .get("results");
    }

    private JsonNode journal() {
        return booth.api()
                .get("/api/v1/admin/events/" + booth.eventId() + "/ingests", "X-API-Key", booth.apiKey())
                .body();
    }

    private ApiResponse results(String... rows) {
        return accepted(booth.results(json("{'results': [" + String.join(", ", rows) + "]}")));
    }

    private ApiResponse oncourse(String... riders) {
        return accepted(booth.oncourse(json("{'oncourse': [" + String.join(", ", riders) + "]}")));
    }

    private static ApiResponse accepted(ApiResponse response) {
        assertThat(response.status()).as("%s", response).isEqualTo(200);
        return response;
    }

    private static String row(int bib, String fields) {
        return "{'raceId': '%s', 'bib': %d, %s}".formatted(RACE, bib, fields);
    }

    private static String rider(int bib, String fields) {
        return "{'raceId': '%1$s', 'bib': %2$d, 'participantId': '%2$d.K1M', %3$s}".formatted(RACE, bib, fields);
    }
}
