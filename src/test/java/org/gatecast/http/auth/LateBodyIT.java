package org.gatecast.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.gatecast.maintenance.MaintenanceCommand;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.PartialRequest;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Access that was valid when the headers of a call were read must still be valid when its body is there. */
class LateBodyIT {
    private static final String EVENT = "/api/v1/admin/events/TEST";
    private static final String[] MASTER = {"X-Master-Key", "password"};

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", "password", "security.key-grace-hours", "3");

    @TempDir
    private Path directory;

    private BoothClient booth;

    /** A call with a body that changes a running event. */
    private enum Call {
        XML("POST", "/api/v1/ingest/xml?eventId=TEST", ""),
        RESULTS(
                "POST",
                "/api/v1/ingest/results",
                "{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9111, 'pen': 0}]}"),
        ONCOURSE(
                "POST",
                "/api/v1/ingest/oncourse",
                "{'oncourse': [{'participantId': '1.K1M', 'raceId': 'K1M_BR1', 'bib': 1, 'position': 1, 'time': 1}]}"),
        STATUS("PATCH", EVENT + "/status", "{'status': 'finished'}"),
        CONFIG("PATCH", EVENT + "/config", "{'mergeStrategy': 'xml'}"),
        EDIT("PATCH", EVENT, "{'location': 'Elsewhere'}"),
        KEY("POST", EVENT + "/key", "{}");

        private final String method;
        private final String target;
        private final String body;

        Call(String method, String target, String body) {
            this.method = method;
            this.target = target;
            this.body = body;
        }

        PartialRequest begin(TestServer server, String... who) {
            String text = this == XML
                    ? ExportXml.small(server.clock().today())
                            .result("K1M_BR1", "K1M", 2, 91_110, 0)
                            .toString()
                    : json(body).toString();
            String type = this == XML ? "application/xml" : "application/json";
            String[] headers = {"Content-Type", type, who[0], who[1]};
            return PartialRequest.begin(server.port(), method, target, text.getBytes(UTF_8), headers);
        }
    }

    @BeforeEach
    void anEventRuns() {
        booth = made();
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithAValidKeyIsAccepted(Call call) {
        try (PartialRequest request = call.begin(server, "X-API-Key", booth.apiKey())) {
            assertThat(request.finish().status()).isIn(200, 201);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventCreatedAgainGetsNoCallForTheDeletedOne(Call call) {
        try (PartialRequest request = call.begin(server, "X-API-Key", booth.apiKey())) {
            api().deleteEvent("TEST");
            made();
            assertRefused(request, 401, "Unauthorized", "was deleted");
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RESULTS", "ONCOURSE"},
            mode = Mode.EXCLUDE)
    void anEventCreatedAgainGetsNoMasterCallForTheDeletedOne(Call call) {
        try (PartialRequest request = call.begin(server, MASTER)) {
            api().deleteEvent("TEST");
            made();
            assertRefused(request, 404, "NotFound", "made again");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedEventIsNotFound(Call call) {
        try (PartialRequest request = call.begin(server, "X-API-Key", booth.apiKey())) {
            api().deleteEvent("TEST");
            assertRefused(request, 401, "Unauthorized", "was deleted");
        }
        assertThat(api().event("TEST").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyRevokedMeanwhileChangesNothing(Call call) {
        try (PartialRequest request = call.begin(server, "X-API-Key", booth.apiKey())) {
            JsonNode key = api().get(EVENT + "/keys", MASTER).body().at("/keys/0/keyId");
            assertThat(api().delete(EVENT + "/keys/" + key.asText(), MASTER).status())
                    .isEqualTo(200);
            assertRefused(request, 401, "Unauthorized", "was revoked");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyWhoseGracePeriodEndsMeanwhileChangesNothing(Call call) {
        api().post(EVENT + "/key", json("{}"), MASTER);
        try (PartialRequest request = call.begin(server, "X-API-Key", booth.apiKey())) {
            server.clock().advance(Duration.ofHours(3));
            assertRefused(request, 401, "Unauthorized", "stopped working at");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatExpiresMeanwhileChangesNothing(Call call) {
        try (PartialRequest request = call.begin(server, "X-API-Key", booth.apiKey())) {
            server.clock().advance(Duration.ofDays(30));
            assertRefused(request, 401, "Unauthorized", "expired at");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventRestoredMeanwhileAsksForTheCallAgain(Call call) {
        Path backup = directory.resolve("backup.db");
        MaintenanceCommand.backup(backup).run(server.databaseSettings(), Clock.systemUTC());
        SpectatorClient spectator = server.watch("TEST");
        try (PartialRequest request = call.begin(server, "X-API-Key", booth.apiKey())) {
            MaintenanceCommand.restoreEvents(backup, true).run(server.databaseSettings(), Clock.systemUTC());
            spectator.awaitSince(
                    1, "the restored event", message -> message.type().equals("full"));
            assertRefused(request, 503, "Unavailable", "was restored");
        }
        try (PartialRequest again = call.begin(server, "X-API-Key", booth.apiKey())) {
            assertThat(again.finish().status()).isIn(200, 201);
        }
    }

    private void assertRefused(PartialRequest request, int status, String code, String message) {
        List<JsonNode> before = everything();
        ApiResponse response = request.finish();
        assertThat(response.status()).as("%s", response).isEqualTo(status);
        assertThat(response.body().get("error").asText()).isEqualTo(code);
        assertThat(response.message()).contains(message);
        assertThat(everything()).as("what a refused call left behind").isEqualTo(before);
    }

    /** All that a call could have changed. */
    private List<JsonNode> everything() {
        return List.of(
                api().adminEvents(),
                api().get(EVENT, MASTER).body(),
                api().get(EVENT + "/config", MASTER).body(),
                api().event("TEST").body(),
                api().results("TEST", "K1M_BR1").body(),
                api().oncourse("TEST").body());
    }

    private BoothClient made() {
        return api().createEvent(json("{'eventId': 'TEST', 'mainTitle': 'Test', 'startDate': '%1$s', 'endDate': '%1$s'}"
                        .formatted(server.clock().today())))
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    private ApiClient api() {
        return server.api().asMaster("password");
    }
}
