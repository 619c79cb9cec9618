package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The jury's changes after a race arrive only in the export, and are shown with default settings. A late export does
 * not undo the stream's results (contract section 4).
 */
class CorrectionIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    final TestServer server = TestServer.with();

    private BoothClient booth;

    @BeforeEach
    void theStreamGivesAPenaltyAndTheExportFollows() {
        booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        stream(200);
        later(7);
        export(2);
        assertThat(shown()).isEqualTo(9200);
    }

    @Test
    void aPenaltyThatTheJuryCancelsIsSentToSpectatorsToo() {
        SpectatorClient spectator = server.watch("TEST");
        later(60);
        int before = spectator.messages().size();
        export(0);
        assertThat(shown()).isEqualTo(9000);
        spectator.awaitSince(before, "that the import changed something", message -> message.type()
                .equals("full"));
        spectator.assertSameAsRest();

        later(3600);
        export(0);
        stream(200);
        assertThat(shown()).as("what the stream said before is no news").isEqualTo(9000);
        stream(400);
        assertThat(shown()).as("news of the row").isEqualTo(9400);
    }

    @Test
    void anExportIsComparedWithTheStreamHalfAMinuteBeforeItWasMade() {
        later(27);
        export(0);
        assertThat(shown()).as("made 29 s after the stream spoke").isEqualTo(9200);
        later(1);
        booth.imported(with(50).result(RACE, "K1M", 2, 95_000, 0).toString());
        assertThat(shown()).as("30 s").isEqualTo(14_000);
    }

    @Test
    void aRepeatedTableKeepsTheStreamsResult() {
        later(60);
        stream(200);
        later(20);
        export(0);
        assertThat(shown()).isEqualTo(9200);
    }

    @Test
    void aParticipantOnCourseKeepsTheStreamsResult() {
        later(60);
        assertThat(booth.oncourse(
                                json(
                                        "{'oncourse': [{'participantId': '2.K1M', 'raceId': 'K1M_BR1', 'bib': 2, 'time': 100}]}"))
                        .body())
                .isEqualTo(json("{'active': 1}"));
        later(20);
        export(0);
        assertThat(shown()).isEqualTo(9200);
        later(60);
        export(50);
        assertThat(shown()).as("when he is gone").isEqualTo(14_000);
    }

    @Test
    void aRiderOnTheCourseOfAnotherRaceDoesNot() {
        later(60);
        booth.oncourse(json("{'oncourse': [{'participantId': '2.K1M', 'raceId': 'K1M_BR2', 'bib': 2, 'time': 100}]}"));
        export(0);
        assertThat(shown()).isEqualTo(9000);
    }

    @Test
    void aRestartInBetweenMakesNoDifference() {
        later(60);
        stream(200);
        later(3);
        stream(200);
        server.restart();
        booth = new BoothClient(server.api(), "TEST", booth.apiKey());
        later(31);
        export(0);
        assertThat(shown()).as("made 29 s after the stream spoke").isEqualTo(9200);
        server.restart();
        booth = new BoothClient(server.api(), "TEST", booth.apiKey());
        later(4);
        export(50);
        assertThat(shown()).as("made 30 s after").isEqualTo(14_000);
        server.restart();
        booth = new BoothClient(server.api(), "TEST", booth.apiKey());
        export(50);
        assertThat(shown()).as("and it stays").isEqualTo(14_000);
    }

    @Test
    void whatIsRepeatedGivesTheEventNoOtherVersion() {
        JsonNode before = journal();
        for (int second = 0; second < 40; second++) {
            later(1);
            assertThat(stream(200)).isEqualTo(json("{'updated': 1, 'changed': 0}"));
        }
        assertThat(journal().findValues("version")).isSubsetOf(before.findValues("version"));
    }

    private JsonNode journal() {
        return server.api()
                .get("/api/v1/admin/events/TEST/ingests", "X-API-Key", booth.apiKey())
                .body()
                .get("ingests");
    }

    private void later(int seconds) {
        server.clock().advance(Duration.ofSeconds(seconds));
    }

    private JsonNode stream(int pen) {
        return booth.results(json(
                        "{'results': [{'participantId': '1.K1M', 'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': %d, 'total': %d, 'status': null}]}"
                                .formatted(pen, 9000 + pen)))
                .body();
    }

    private void export(int penSeconds) {
        booth.imported(with(penSeconds).toString());
    }

    private ExportXml with(int penSeconds) {
        return ExportXml.small(server.clock().today()).result(RACE, "K1M", 1, 90_000, penSeconds);
    }

    private int shown() {
        for (JsonNode row : server.api().results("TEST", RACE).body().get("results")) {
            if (row.get("bib").asInt() == 1) {
                return row.get("total").asInt();
            }
        }
        throw new AssertionError("bib 1 is not there");
    }
}
