package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RestState;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real race day with the settings as shipped: nothing is refused, and everybody sees what REST says. */
class RaceDayIT {
    private static final int IMPORT_EVERY = 40;
    private static final int NEWCOMERS_EVERY = 25;
    private static final JsonNode IMPORTED = json("{'imported': {'participants': 366, 'classes': 15, 'categories': 88,"
            + " 'races': 44, 'results': 1422, 'courses': 4}, 'warnings': ['1 × races of no class or one that is not listed,"
            + " skipped: <unassigned> of no class at line 7026, column 3']}");
    /** All that is left out of the export: what riders are in who are in no race. */
    private static final List<String> LEFT_OUT =
            List.of(IMPORTED.get("warnings").get(0).asText());

    @RegisterExtension
    final TestServer server = TestServer.with();

    private final Random random = new Random(20261121);
    private int imports;

    @Test
    void everyCallIsAcceptedAndEverySpectatorEqualsRestInEveryPause() {
        BoothClient booth = server.api().createEvent(RecordingReplay.EVENT);
        importInTurns(booth);
        booth.through("startlist", "running");
        RecordingReplay replay = RecordingReplay.of(server, booth);
        List<Recording.Call> calls = Recording.calls();
        try (ReconnectingClientPool clients =
                new ReconnectingClientPool(server.api(), RecordingReplay.EVENT, random.nextLong())) {
            for (int i = 0; i < calls.size(); i++) {
                if (i % NEWCOMERS_EVERY == 0) {
                    newcomers(clients);
                }
                if (i % IMPORT_EVERY == IMPORT_EVERY - 1) {
                    importInTurns(booth);
                }
                ApiResponse response = booth.push(calls.get(i));
                assertThat(response.status()).as("call %d: %s", i, response).isEqualTo(200);
                if (calls.get(i).isResults()) {
                    compare(replay, clients);
                }
            }
            compare(replay, clients);
            assertThat(clients.all().stream()
                            .mapToInt(ReconnectingClient::connections)
                            .sum())
                    .as("some went and came back")
                    .isGreaterThan(clients.all().size());
        }
        assertThatNothingElseWasLeftOut(booth);
    }

    private static void newcomers(ReconnectingClientPool clients) {
        clients.join(ReconnectingClient.Form.PLAIN);
        clients.join(ReconnectingClient.Form.BROWSER);
        clients.join(ReconnectingClient.Form.BROWSER, Recording.RACE);
        clients.breakNow(0.3);
    }

    /** The export with today's dates, as it is and in JSON, as the pusher sends it. */
    private void importInTurns(BoothClient booth) {
        String xml = Recording.xml(server.clock().today());
        ApiResponse response = imports++ % 2 == 0 ? booth.importXml(xml) : booth.importXmlInJson(xml);
        assertThat(response.status()).as("%s", response).isEqualTo(200);
        assertThat(response.body()).isEqualTo(IMPORTED);
    }

    private void compare(RecordingReplay replay, ReconnectingClientPool clients) {
        clients.awaitCurrent(replay.cursor());
        clients.assertSameAs(RestState.read(server.api(), RecordingReplay.EVENT));
    }

    private void assertThatNothingElseWasLeftOut(BoothClient booth) {
        JsonNode journal = server.api()
                .get("/api/v1/admin/events/" + booth.eventId() + "/ingests?limit=100", "X-API-Key", booth.apiKey())
                .body();
        JsonNode entries = journal.get("ingests");
        assertThat(sum(entries, "xml", "calls")).isEqualTo(imports);
        assertThat(sum(entries, "results", "calls")).isEqualTo(8);
        assertThat(sum(entries, "results", "matched")).isEqualTo(813);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.get("outcome").asText()).isIn("changed", "unchanged");
            assertThat(entry.get("skipped").asInt()).isZero();
            assertThat(entry.has("leftOut")).isFalse();
            assertThat(StreamSupport.stream(entry.path("warnings").spliterator(), false)
                            .map(JsonNode::asText))
                    .isEqualTo(entry.get("source").asText().equals("xml") ? LEFT_OUT : List.of());
        });
        JsonNode oncourse = journal.get("oncourse");
        assertThat(oncourse.get("calls").asInt()).isEqualTo(325);
        assertThat(oncourse.get("matched").asInt()).isEqualTo(952);
        for (String nothing : List.of("refused", "skipped", "leftOut")) {
            assertThat(oncourse.path(nothing).asInt()).as(nothing).isZero();
        }
    }

    private static int sum(JsonNode entries, String source, String field) {
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.get("source").asText().equals(source))
                .mapToInt(entry -> entry.get(field).asInt())
                .sum();
    }
}
