package org.gatecast.limits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawConnection;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All public connections are in use: the timing booth and the organiser still connect, and stay connected. */
class ConnectionReserveIT {
    private static final int PUBLIC = 30;
    private static final String WATCH = SpectatorRequest.ofEvent("E");

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
    void allConnectionsClose() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    @Test
    void beyondThePublicLimitOnlyValidKeysAreServed() {
        spectatorsUseAllPublicConnections();

        refused(RawHttpClient.send(port(), "GET", "/health", new byte[0]));
        refused(RawHttpClient.send(port(), "GET", "/api/v1/admin/events", new byte[0]));
        assertThat(push(booth.apiKey()).status()).isEqualTo(200);
        assertThat(master("paddle").status()).isEqualTo(200);
        ApiResponse wrong = push("0".repeat(64));
        RefusalCheck.assertRefusal(wrong, 401, "Unauthorized", "unknown");
        assertThat(wrong.header("Connection")).isEqualTo("close");
        assertThat(master("puddle").header("Connection")).isEqualTo("close");
    }

    @Test
    void spectatorsNeverUseTheReserve() {
        spectatorsUseAllPublicConnections();

        RawConnection spectator = client();
        spectator.send(WATCH);
        refused(spectator.read());

        RawConnection holder = client();
        holder.send(pushed());
        assertThat(holder.read().status()).isEqualTo(200);
        holder.send(WATCH);
        refused(holder.read());
    }

    @Test
    void aConnectionWithAValidKeyIsNeverClosedForOthers() {
        RawConnection timing = client();
        timing.send(pushed());
        assertThat(timing.read().status()).isEqualTo(200);
        RawConnection idle = client();
        idle.get("/health");
        assertThat(idle.read().status()).isEqualTo(200);
        spectatorsUseAllPublicConnections();

        for (int i = 0; i < 50; i++) {
            RawHttpClient.send(port(), "GET", "/health", new byte[0]);
        }
        assertThat(idle.readToTheEnd()).as("who has shown none goes").isZero();
        timing.send(pushed());
        assertThat(timing.read().status()).isEqualTo(200);
    }

    @Test
    void silentConnectionsBlockNobody() {
        spectatorsUseAllPublicConnections();
        RawConnection timing = client();
        timing.send(pushed());
        assertThat(timing.read().status()).isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            client();
            if (i % 10 == 0) {
                assertThat(push(booth.apiKey()).status()).isEqualTo(200);
                timing.send(pushed());
                assertThat(timing.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void everybodyIsServedOnceConnectionsAreFree() throws Exception {
        spectatorsUseAllPublicConnections();
        refused(RawHttpClient.send(port(), "GET", "/health", new byte[0]));
        clients.get(0).close();
        Await.until(
                "there is a place",
                () -> RawHttpClient.send(port(), "GET", "/health", new byte[0]).status() == 200);
    }

    private void spectatorsUseAllPublicConnections() {
        Await.until("nobody else gets in", () -> {
            RawSpectator spectator = RawSpectator.connect(port(), "E");
            clients.add(spectator);
            return spectator.handshake().status() == 503;
        });
    }

    private static void refused(ApiResponse response) {
        RefusalCheck.assertRefusal(response, 503, "Unavailable", "connections");
        assertThat(response.header("Connection")).isEqualTo("close");
        assertThat(response.header("Retry-After")).isNotNull();
    }

    private ApiResponse push(String key) {
        return RawHttpClient.send(
                port(),
                "POST",
                "/api/v1/ingest/oncourse",
                json("{'oncourse': []}").toString().getBytes(UTF_8),
                "Content-Type",
                "application/json",
                "X-API-Key",
                key);
    }

    private ApiResponse master(String password) {
        return RawHttpClient.send(port(), "GET", "/api/v1/admin/events", new byte[0], "X-Master-Key", password);
    }

    private String pushed() {
        return "POST /api/v1/ingest/oncourse HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-API-Key: "
                + booth.apiKey() + "\r\nContent-Length: 16\r\n\r\n{\"oncourse\": []}";
    }

    private RawConnection client() {
        RawConnection client = RawConnection.withSmallBuffer(port());
        clients.add(client);
        return client;
    }

    private int port() {
        return server.port();
    }
}
