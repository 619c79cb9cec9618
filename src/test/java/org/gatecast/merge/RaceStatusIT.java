package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The status of a race comes from the stream and from exports; the later word is shown. */
class RaceStatusIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    private final TestServer server = TestServer.with();

    private BoothClient booth;

    @BeforeEach
    void createEvent() {
        booth = server.api().createEvent("race").imported(export(1)).through("startlist", "running");
    }

    @Test
    void spectatorsSeeTheStreamsStatusAtOnce() {
        server.clock().advance(Duration.ofSeconds(1));
        SpectatorClient spectator = server.watch("race");
        ApiResponse response = push("{'results': [], 'races': [{'raceId': 'K1M_BR1', 'raceStatus': 3}]}");

        assertThat(response.body()).isEqualTo(ApiClient.json("{'updated': 0, 'changed': 0, 'races': 1}"));
        spectator.await(
                "the new status",
                message -> message.type().equals("full")
                        && raceStatus(message.data().get("races")) == 3);
        assertThat(shown()).isEqualTo(3);
        spectator.assertSameAsRest();
    }

    @Test
    void anOlderExportDoesNotSetItBackAndALaterOneCounts() {
        server.clock().advance(Duration.ofSeconds(60));
        Instant finished = server.clock().instant();
        pushStatus(4);
        server.clock().advance(Duration.ofSeconds(60));
        importAsOf(3, finished.minusSeconds(1));
        assertThat(shown()).isEqualTo(4);

        importAsOf(5, finished.plusSeconds(30));
        assertThat(shown()).isEqualTo(5);
        pushStatus(4);
        assertThat(shown()).as("the stream repeats what it said before").isEqualTo(5);
        pushStatus(6);
        importAsOf(5, server.clock().instant());
        assertThat(shown()).as("the export repeats what it said before").isEqualTo(6);

        server.restart();
        assertThat(shown()).isEqualTo(6);
    }

    @Test
    void anOfficialRaceSaysSinceWhenAlsoAfterARestart() {
        assertThat(race().has("officialAt")).isFalse();
        server.clock().advance(Duration.ofSeconds(60));
        SpectatorClient spectator = server.watch("race");
        Instant official = server.clock().instant();
        pushStatus(5);
        spectator.await("the time", message -> message.data()
                .at("/races/0/officialAt")
                .asText()
                .equals(official.truncatedTo(ChronoUnit.MILLIS).toString()));
        server.clock().advance(Duration.ofSeconds(60));
        importAsOf(5, server.clock().instant());
        spectator.assertSameAsRest();

        server.restart();
        assertThat(Instant.parse(race().get("officialAt").asText())).isEqualTo(official.truncatedTo(ChronoUnit.MILLIS));
    }

    private JsonNode race() {
        return server.api().event("race").body().at("/races/0");
    }

    @Test
    void theSameWordOfTheOtherSourceIsNotToldToSpectators() {
        server.clock().advance(Duration.ofSeconds(60));
        SpectatorClient spectator = server.watch("race");
        int before = spectator.messages().size();
        pushStatus(1);
        push("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}");

        spectator.await("the result", message -> message.type().equals("diff"));
        assertThat(spectator.messagesSince(before))
                .extracting(SpectatorClient.ReceivedMessage::type)
                .containsOnly("diff");
    }

    @Test
    void whatCannotBeReadOrIsNotKnownIsLeftOut() {
        server.clock().advance(Duration.ofSeconds(60));
        ApiResponse response = push("{'results': [], 'races': [{'raceId': 'K1M_BR1', 'raceStatus': 'over'},"
                + " {'raceId': 'UNKNOWN', 'raceStatus': 3}, {'raceStatus': 3}, 7,"
                + " {'raceId': 'K1M_BR2', 'raceStatus': '2'}]}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().get("races").asInt()).isOne();
        assertThat(push("{'results': [], 'races': 'none'}").body().has("races")).isFalse();
        assertThat(shown()).isEqualTo(1);
        JsonNode totals = server.api()
                .get("/api/v1/admin/events/race/ingests", "X-API-Key", booth.apiKey())
                .body()
                .at("/sources/results");
        assertThat(totals.get("skipped").asInt()).isEqualTo(3);
    }

    @Test
    void beforeTheFirstExportAStatusIsIgnored() {
        BoothClient other = server.api().createEvent("other").through("startlist", "running");
        ApiResponse response =
                other.results(ApiClient.json("{'results': [], 'races': [{'raceId': 'K1M_BR1', 'raceStatus': 3}]}"));

        assertThat(response.body()).isEqualTo(ApiClient.json("{'updated': 0, 'ignored': true}"));
    }

    private void pushStatus(int status) {
        push("{'results': [], 'races': [{'raceId': 'K1M_BR1', 'raceStatus': %s}]}".formatted(status));
    }

    private ApiResponse push(String body) {
        return booth.results(ApiClient.json(body));
    }

    private void importAsOf(int raceStatus, Instant exportedAt) {
        assertThat(booth.importXml(export(raceStatus), "X-Exported-At", exportedAt.toString())
                        .status())
                .isEqualTo(200);
    }

    private String export(int raceStatus) {
        return ExportXml.on(server.clock().today())
                .course(1, "NNRS")
                .raceClass("K1M", "ZS")
                .rider("K1M", 1, "ALDER", "Ann", "ZS")
                .race(RACE, "K1M", "BR1", raceStatus)
                .race("K1M_BR2", "K1M", "BR2", 1)
                .start(RACE, "K1M", 1)
                .toString();
    }

    private int shown() {
        return raceStatus(server.api().event("race").body().get("races"));
    }

    private static int raceStatus(JsonNode races) {
        for (JsonNode race : races) {
            if (race.get("raceId").asText().equals(RACE)) {
                return race.get("raceStatus").asInt();
            }
        }
        throw new AssertionError("no race " + RACE);
    }
}
