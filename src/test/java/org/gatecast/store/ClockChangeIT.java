package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set during a race, as by a time server. */
class ClockChangeIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    final TestServer server = TestServer.with();

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "xml", "latest"})
    void aClockChangeOfAnHourLosesNoCallAndNoSpectator(String strategy) {
        BoothClient booth = race();
        booth.configure(json("{'mergeStrategy': '%s'}".formatted(strategy)));
        SpectatorClient spectator = server.watch("TEST");
        int time = 9000;
        for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofHours(-1))) {
            server.clock().advance(jump);
            time -= 10;
            String text = Integer.toString(time);
            assertThat(finishes(booth, time).body()).isEqualTo(json("{'updated': 1, 'changed': 1}"));
            spectator.await(text, message -> message.data().toString().contains(text));
            assertThat(rider(booth, time).body()).isEqualTo(json("{'active': 1}"));
            spectator.await(
                    "the rider",
                    message -> message.data().path("oncourse").toString().contains(text));
            assertThat(booth.importXml(ExportXml.small(server.clock().today()).toString())
                            .status())
                    .isEqualTo(200);
            assertThat(server.api().results("TEST", RACE).body().toString())
                    .as("an export without results erases none")
                    .contains(text);
        }
        spectator.assertSameAsRest();
        assertThat(spectator.isOpen()).isTrue();
        JsonNode journal = server.api()
                .get("/api/v1/admin/events/TEST/ingests", "X-API-Key", booth.apiKey())
                .body();
        assertThat(journal.get("ingests").get(0).get("source").asText()).isEqualTo("xml");
        assertThat(booth.through("finished").config().status()).isEqualTo(200);
    }

    @Test
    void afterTheClockIsSetBackTheNextExportIsTheLaterReport() {
        BoothClient booth = race();
        booth.configure(json("{'mergeStrategy': 'latest'}"));
        server.clock().advance(Duration.ofHours(1));
        finishes(booth, 9000);
        server.clock().advance(Duration.ofHours(-1));
        finishes(booth, 8900);
        assertThat(table()).contains("8900");
        server.clock().advance(Duration.ofMinutes(1));
        booth.imported(ExportXml.small(server.clock().today())
                .result(RACE, "K1M", 1, 87_000, 0)
                .toString());
        assertThat(table()).contains("8700");
    }

    @Test
    void aKeySurvivesAClockThatIsAnHourOff() {
        String today = server.clock().today().toString();
        BoothClient booth = server.api()
                .createEvent(json(
                        "{'eventId': 'TEST', 'mainTitle': 'Test', 'startDate': '%s', 'endDate': '%sT18:00:00+02:00'}"
                                .formatted(today, today)));
        server.clock().advance(Duration.ofDays(5).plusHours(5).plusMinutes(30));
        assertThat(booth.config().status())
                .as("in the last hour of its validity")
                .isEqualTo(200);
        server.clock().advance(Duration.ofHours(1));
        assertThat(booth.config().status()).as("an hour on").isEqualTo(401);
        server.clock().advance(Duration.ofHours(-1));
        assertThat(booth.config().status()).as("back again").isEqualTo(200);
    }

    private BoothClient race() {
        return server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    private static ApiResponse finishes(BoothClient booth, int time) {
        return booth.results(
                json("{'results': [{'raceId': '%s', 'bib': 1, 'time': %d, 'pen': 0}]}".formatted(RACE, time)));
    }

    private static ApiResponse rider(BoothClient booth, int time) {
        return booth.oncourse(json("{'oncourse': [{'participantId': '2.K1M', 'raceId': '%s', 'bib': 2, 'time': %d}]}"
                .formatted(RACE, time)));
    }

    private String table() {
        return server.api().results("TEST", RACE).body().toString();
    }
}
