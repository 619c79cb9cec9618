package org.gatecast.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an organiser says about a race: spectators see it at once, and exports do not undo it. */
class DeclaredRaceStatusIT {
    private static final String RACE = "K1M_BR1";
    private static final String STATUS = "/api/v1/admin/events/race/races/K1M_BR1/status";
    private static final String WEATHER = "/api/v1/admin/events/race/races/K1M_BR1/weather";

    @RegisterExtension
    private final TestServer server = TestServer.with();

    private BoothClient booth;

    @BeforeEach
    void createEvent() {
        booth = server.api().createEvent("race").imported(export(3)).through("startlist", "running");
        server.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void spectatorsSeeTheProtestTimeThenThatItIsOfficialAlsoAfterARestart() {
        SpectatorClient spectator = server.watch("race");
        Instant now = server.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant until = now.plus(Duration.ofMinutes(20));
        ApiResponse declared = declare("{'status': 'provisional', 'protestUntil': '%s'}".formatted(until));

        assertThat(declared.status()).isEqualTo(200);
        assertThat(declared.body())
                .isEqualTo(json(
                        "{'raceId': 'K1M_BR1', 'classId': 'K1M', 'raceType': 'best-run-1', 'startTime': '%sT09:00:00+02:00', 'raceStatus': 4, 'timingStatus': 3, 'protestUntil': '%s', 'declaredAt': '%s'}"
                                .formatted(server.clock().today(), until, now)));
        spectator.await("the protest time", message -> shows(message, 4, "protestUntil", until));
        server.clock().advance(Duration.ofMinutes(10));
        importStatus(4);
        assertThat(race().get("protestUntil").asText()).isEqualTo(until.toString());

        Instant official = server.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        assertThat(declare("{'status': 'official'}").status()).isEqualTo(200);
        spectator.await("the official results", message -> shows(message, 5, "officialAt", official));
        assertThat(race().has("protestUntil")).isFalse();
        spectator.assertSameAsRest();

        server.restart();
        booth = new BoothClient(server.api(), "race", booth.apiKey());
        assertThat(race().get("raceStatus").asInt()).isEqualTo(5);
        assertThat(race().get("officialAt").asText()).isEqualTo(official.toString());
        server.clock().advance(Duration.ofMinutes(10));
        importStatus(6);
        assertThat(race().get("raceStatus").asInt()).isEqualTo(6);
    }

    @Test
    void theSettingGivesAProtestTimeAndWithdrawingShowsTheTimingSystemsStatus() {
        SpectatorClient spectator = server.watch("race");
        Instant provisional = server.clock().instant();
        booth.results(json("{'results': [], 'races': [{'raceId': 'K1M_BR1', 'raceStatus': 4}]}"));
        assertThat(race().has("protestUntil")).isFalse();
        booth.configure(json("{'protestMinutes': 20}"));

        spectator.await(
                "the protest time", message -> message.data().at("/races/0").has("protestUntil"));
        assertThat(Instant.parse(race().get("protestUntil").asText()))
                .isBetween(provisional.plus(Duration.ofMinutes(20)), provisional.plus(Duration.ofMinutes(21)));
        Instant derived = Instant.parse(race().get("protestUntil").asText());
        int before = spectator.messages().size();
        declare("{'status': 'official'}");
        assertThat(withdraw().body().has("declaredAt")).isFalse();
        assertThat(race().get("raceStatus").asInt()).isEqualTo(4);
        assertThat(race().get("protestUntil").asText()).isEqualTo(derived.toString());
        spectator.awaitSince(before, "the withdrawal", message -> shows(message, 4, "protestUntil", derived));
        spectator.assertSameAsRest();
    }

    @Test
    void theWeatherIsOnTheListsAndStaysThroughExportsAndARestart() {
        SpectatorClient spectator = server.watch("race");
        String html = "/api/v1/events/race/lists/" + RACE + "/start.html";
        assertThat(server.api().get(html).text()).doesNotContain("Weather");
        ApiResponse set = put(WEATHER, "{'text': ' sunny & 18 °C, water 12 m³/s '}");

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body().get("weather").asText()).isEqualTo("sunny & 18 °C, water 12 m³/s");
        spectator.await(
                "the weather",
                message -> message.data().at("/races/0/weather").asText().startsWith("sunny"));
        assertThat(server.api().get(html).text()).contains("Weather:", "sunny &amp; 18 °C, water 12 m³/s");
        importStatus(4);
        server.restart();
        booth = new BoothClient(server.api(), "race", booth.apiKey());
        assertThat(race().get("weather").asText()).isEqualTo("sunny & 18 °C, water 12 m³/s");
        assertThat(put(WEATHER, "{'text': ''}").body().has("weather")).isFalse();
        assertThat(race().has("weather")).isFalse();
        assertThat(server.api().get(html).text()).doesNotContain("Weather");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        Instant now = server.clock().instant();
        JsonNode before = race();

        for (Duration distance : new Duration[] {Duration.ofHours(25), Duration.ofHours(-25)}) {
            ApiResponse refused =
                    declare("{'status': 'provisional', 'protestUntil': '%s'}".formatted(now.plus(distance)));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message()).startsWith("protestUntil must be at most 24 hours from now");
        }
        assertThat(declare("{'status': 'official', 'protestUntil': '%s'}".formatted(now))
                        .status())
                .isEqualTo(400);
        assertThat(race()).isEqualTo(before);
    }

    private ApiResponse declare(String body) {
        return put(STATUS, body);
    }

    private ApiResponse put(String address, String body) {
        return server.api()
                .send(
                        "PUT",
                        address,
                        json(body).toString().getBytes(UTF_8),
                        "X-API-Key",
                        booth.apiKey(),
                        "Content-Type",
                        "application/json");
    }

    private ApiResponse withdraw() {
        return server.api().delete(STATUS, "X-API-Key", booth.apiKey());
    }

    private static boolean shows(SpectatorClient.ReceivedMessage message, int status, String time, Instant expected) {
        JsonNode race = message.data().at("/races/0");
        return race.path("raceStatus").asInt() == status
                && race.path(time).asText().equals(expected.toString());
    }

    private JsonNode race() {
        return server.api().event("race").body().at("/races/0");
    }

    private void importStatus(int status) {
        String exportedAt = server.clock().instant().toString();
        assertThat(booth.importXml(export(status), "X-Exported-At", exportedAt).status())
                .isEqualTo(200);
    }

    private String export(int raceStatus) {
        return ExportXml.on(server.clock().today())
                .course(1, "NNRS")
                .raceClass("K1M", "ZS")
                .rider("K1M", 1, "ALDER", "Ann", "ZS")
                .race(RACE, "K1M", "BR1", raceStatus)
                .start(RACE, "K1M", 1)
                .toString();
    }
}
