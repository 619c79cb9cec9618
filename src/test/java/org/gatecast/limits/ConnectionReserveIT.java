package org.gatecast.limits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.Answer;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttp;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SilentReader;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service has all the connections that it takes; the booth and the organiser get in nevertheless, and stay. */
class ConnectionReserveIT {
    private static final int PUBLIC = 30;
    private static final String WATCH = String.join(
            "\r\n",
            "GET /api/v1/events/E/ws HTTP/1.1",
            "Host: a",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");

    @RegisterExtension
    final TestServer server = TestServer.with(
            "security.master-passwords", "paddle",
            "http.event-loops", "1",
            "limits.connections", Integer.toString(PUBLIC),
            "limits.reserved-connections", "8");

    private final List<AutoCloseable> clients = new ArrayList<>();
    private BoothClient booth;

    @BeforeEach
    void anEventIsRunning() {
        booth = server.api()
                .asMaster("paddle")
                .createEvent("E")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    @AfterEach
    void everybodyGoes() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    @Test
    void beyondTheMostOnlyWhoShowsAValidKeyIsServed() {
        spectatorsTakeAllPlaces();

        refused(RawHttp.send(port(), "GET", "/health", new byte[0]));
        refused(RawHttp.send(port(), "GET", "/api/v1/admin/events", new byte[0]));
        assertThat(push(booth.apiKey()).status()).isEqualTo(200);
        assertThat(master("paddle").status()).isEqualTo(200);
        Answer wrong = push("0".repeat(64));
        RefusalCheck.assertRefusal(wrong, 401, "Unauthorized", "unknown");
        assertThat(wrong.header("Connection")).isEqualTo("close");
        assertThat(master("puddle").header("Connection")).isEqualTo("close");
    }

    @Test
    void aSpectatorNeverGetsAPlaceOfTheReserve() {
        spectatorsTakeAllPlaces();

        SilentReader spectator = client();
        spectator.say(WATCH);
        refused(spectator.read());

        SilentReader holder = client();
        holder.say(pushed());
        assertThat(holder.read().status()).isEqualTo(200);
        holder.say(WATCH);
        refused(holder.read());
    }

    @Test
    void whoHasShownAKeyGivesWayToNobody() {
        SilentReader timing = client();
        timing.say(pushed());
        assertThat(timing.read().status()).isEqualTo(200);
        SilentReader idle = client();
        idle.ask("/health");
        assertThat(idle.read().status()).isEqualTo(200);
        spectatorsTakeAllPlaces();

        for (int i = 0; i < 50; i++) {
            RawHttp.send(port(), "GET", "/health", new byte[0]);
        }
        assertThat(idle.readToTheEnd()).as("who has shown none goes").isZero();
        timing.say(pushed());
        assertThat(timing.read().status()).isEqualTo(200);
    }

    @Test
    void whoSaysNothingKeepsNobodyOut() {
        spectatorsTakeAllPlaces();
        SilentReader timing = client();
        timing.say(pushed());
        assertThat(timing.read().status()).isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            client();
            if (i % 10 == 0) {
                assertThat(push(booth.apiKey()).status()).isEqualTo(200);
                timing.say(pushed());
                assertThat(timing.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void whenPlacesAreFreeAgainEverybodyIsServed() throws Exception {
        spectatorsTakeAllPlaces();
        refused(RawHttp.send(port(), "GET", "/health", new byte[0]));
        clients.get(0).close();
        Await.until(
                "there is a place",
                () -> RawHttp.send(port(), "GET", "/health", new byte[0]).status() == 200);
    }

    private void spectatorsTakeAllPlaces() {
        Await.until("nobody else gets in", () -> {
            RawSpectator spectator = RawSpectator.connect(port(), "E");
            clients.add(spectator);
            return spectator.handshake().status() == 503;
        });
    }

    private static void refused(Answer answer) {
        RefusalCheck.assertRefusal(answer, 503, "Unavailable", "connections");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    private Answer push(String key) {
        return RawHttp.send(
                port(),
                "POST",
                "/api/v1/ingest/oncourse",
                json("{'oncourse': []}").toString().getBytes(UTF_8),
                "Content-Type",
                "application/json",
                "X-API-Key",
                key);
    }

    private Answer master(String password) {
        return RawHttp.send(port(), "GET", "/api/v1/admin/events", new byte[0], "X-Master-Key", password);
    }

    private String pushed() {
        return "POST /api/v1/ingest/oncourse HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-API-Key: "
                + booth.apiKey() + "\r\nContent-Length: 16\r\n\r\n{\"oncourse\": []}";
    }

    private SilentReader client() {
        SilentReader client = SilentReader.connect(port());
        clients.add(client);
        return client;
    }

    private int port() {
        return server.api().port();
    }
}
