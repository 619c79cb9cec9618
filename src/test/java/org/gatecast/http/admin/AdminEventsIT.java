package org.gatecast.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events by master password, and the figures that organisers see. */
class AdminEventsIT {
    private static final String OWN = "/api/v1/admin/events/TEST";
    private static final String[] MASTER = {"X-Master-Key", "password"};

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", "password");

    private ApiClient api;
    private BoothClient booth;
    private byte[] export;

    @BeforeEach
    void createEvent() {
        api = server.api();
        booth = api.asMaster("password").createEvent("TEST");
        export = ExportXml.small(server.clock().today()).toString().getBytes(UTF_8);
    }

    @Test
    void aMasterPasswordTakesAnEventFromDraftToOfficialWithoutItsKey() {
        assertThat(api.patch(OWN + "/config", json("{'displayMode': 'simple'}"), MASTER)
                        .status())
                .isEqualTo(200);
        assertThat(byHand("?eventId=TEST").body().get("imported").get("races").asInt())
                .isEqualTo(2);
        for (String next : new String[] {"startlist", "running", "finished", "official"}) {
            assertThat(api.get(OWN, MASTER)
                            .body()
                            .get("validTransitions")
                            .get(0)
                            .asText())
                    .isEqualTo(next);
            assertThat(api.patch(OWN + "/status", json("{'status': '%s'}".formatted(next)), MASTER)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(api.get(OWN + "/config", MASTER).body()).isEqualTo(json("{'displayMode': 'simple'}"));
        assertThat(api.get(OWN + "/ingests", MASTER).body().get("ingests")).hasSize(1);
        assertThat(api.get(OWN, MASTER).body().get("validTransitions")).isEmpty();
    }

    @Test
    void anImportByMasterPasswordNamesTheEvent() {
        RefusalCheck refusals = new RefusalCheck(api.asMaster("password"));
        refusals.assertRefused(400, "InvalidRequest", "eventId", () -> byHand(""));
        refusals.assertRefused(404, "NotFound", "no event", () -> byHand("?eventId=NONE"));
        refusals.assertRefused(404, "NotFound", "no such event", () -> byHand("?eventId=%20"));
        refusals.assertRefused(
                401,
                "Unauthorized",
                "wrong",
                () -> api.send("POST", "/api/v1/ingest/xml?eventId=TEST", export, "X-Master-Key", "no"));
        refusals.assertRefused(
                401,
                "Unauthorized",
                "wrong",
                () -> api.send("POST", "/api/v1/ingest/xml", export, "X-Master-Key", "no"));
    }

    @Test
    void theAccessCallSaysWhatAKeyOrPasswordOpens() {
        String limits = "'limits': {'exportBytes': 10485760, 'imageBytes': 1048576}";
        assertThat(api.get("/api/v1/admin/access", MASTER).body()).isEqualTo(json("{'master': true, " + limits + "}"));
        assertThat(api.get("/api/v1/admin/access", "X-API-Key", booth.apiKey()).body())
                .isEqualTo(json("{'master': false, 'eventId': 'TEST', " + limits + "}"));
        RefusalCheck.assertRefusal(api.get("/api/v1/admin/access", "X-API-Key", "x"), 401, "Unauthorized", "unknown");
        RefusalCheck.assertRefusal(api.get("/api/v1/admin/access", "X-Master-Key", "x"), 401, "Unauthorized", "wrong");
        RefusalCheck.assertRefusal(api.get("/api/v1/admin/access"), 401, "Unauthorized", "X-API-Key");
    }

    @Test
    void theAccessCallSaysThatNoMasterPasswordIsSet() {
        try (TestServer open = TestServer.with().start()) {
            assertThat(open.api()
                            .get("/api/v1/admin/access", "X-Master-Key", "")
                            .body())
                    .isEqualTo(json("{'master': true, 'open': true,"
                            + " 'limits': {'exportBytes': 10485760, 'imageBytes': 1048576}}"));
            assertThat(open.api().get("/api/v1/admin/access").status()).isEqualTo(401);
        }
    }

    @Test
    void theOrganiserSeesTheNumbersOfSpectators() throws IOException, InterruptedException {
        booth.imported(new String(export, UTF_8)).through("startlist");
        assertThat(audience())
                .isEqualTo(json("{'spectators': 0, 'webSocket': 0, 'eventStream': 0, 'limit': 200, 'races': []}"));
        try (SpectatorClient first = server.watch("TEST");
                SpectatorClient second = SpectatorClient.open(api, "TEST", "?race=K1M_BR1&race=K1M_BR2");
                SpectatorClient third = SpectatorClient.open(api, "TEST", "?race=K1M_BR1");
                InputStream stream = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(
                                                "http://127.0.0.1:" + api.port() + "/api/v1/events/TEST/stream"))
                                        .build(),
                                BodyHandlers.ofInputStream())
                        .body()) {
            JsonNode all = json("{'spectators': 4, 'webSocket': 3, 'eventStream': 1, 'limit': 200, 'races': ["
                    + "{'raceId': 'K1M_BR1', 'spectators': 2}, {'raceId': 'K1M_BR2', 'spectators': 1}]}");
            Await.until("all four are counted", () -> audience().equals(all), this::audience);
            assertThat(first.isOpen() && second.isOpen() && third.isOpen()).isTrue();
            assertThat(stream.read()).isNotNegative();
        }
        Await.until("nobody is left", () -> audience().get("spectators").asInt() == 0, this::audience);
    }

    private JsonNode audience() {
        return api.get(OWN + "/audience", MASTER).body();
    }

    private ApiResponse byHand(String query) {
        return api.send(
                "POST", "/api/v1/ingest/xml" + query, export, "X-Master-Key", "password", "Content-Type", "text/xml");
    }
}
