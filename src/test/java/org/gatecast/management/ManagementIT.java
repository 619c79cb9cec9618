package org.gatecast.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.ForeignDatabaseLock;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Health, readiness and metrics on the management port. */
class ManagementIT {
    @RegisterExtension
    final TestServer server = TestServer.with("management.enabled", "true", "database.busy-timeout-millis", "20");

    private int port;

    @BeforeEach
    void itHasAPortOfItsOwn() {
        port = server.managementPort();
        assertThat(port).isPositive().isNotEqualTo(server.port());
    }

    @Test
    void aRunningServiceIsLiveAndReady() {
        assertThat(get("/live").status()).isEqualTo(200);
        ApiResponse ready = get("/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo(
                        json(
                                "{'ready': true, 'checks': {'migrations': 'ok', 'database': 'ok', 'memory': 'ok', 'draining': 'ok'}}"));
    }

    @Test
    void aDatabaseThatRefusesWritesIsNotReadyUntilItAcceptsThem() {
        ForeignDatabaseLock.holdDuring(
                server.database(),
                () -> Await.until("it is not ready", () -> {
                    ApiResponse response = get("/ready");
                    JsonNode checks = response.body().path("checks");
                    return response.status() == 503
                            && checks.path("database").asText().contains("locked")
                            && checks.path("migrations").asText().equals("ok")
                            && get("/ready?not-ready=404").status() == 404;
                }));
        assertThat(get("/live").status()).isEqualTo(200);
        Await.until("it is ready again", () -> get("/ready").status() == 200);
        assertThat(get("/ready?not-ready=404").status()).isEqualTo(200);
    }

    @Test
    void frequentProbesWriteLittle() {
        long before = server.database().resolveSibling("test.db-wal").toFile().length();
        for (int i = 0; i < 200; i++) {
            assertThat(get("/ready").status()).isEqualTo(200);
        }
        long written = server.database().resolveSibling("test.db-wal").toFile().length() - before;

        // One page and its frame a second at the most.
        assertThat(written).isLessThan(100 * 4_120);
    }

    @Test
    void theInfoNamesTheBuild() {
        JsonNode info = get("/info").body();
        assertThat(info.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.path("commit").asText()).matches("[0-9a-f]{7,40}|unknown");
        assertThat(info.path("vertx").asText()).startsWith("5.");
        assertThat(info.path("java").asText()).isEqualTo(Runtime.version().toString());
        assertThat(info.path("schemaVersion").asInt()).isPositive();
        assertThat(info.path("startedAt").asText()).matches("\\d{4}-.*Z");
        assertThat(info.path("phase").asText()).isEqualTo("serving");
    }

    @Test
    void anythingElseIsRefused() {
        assertThat(get("/").error()).isEqualTo("NotFound");
        assertThat(get("/api/v1/events").status()).isEqualTo(404);
        ApiResponse post =
                RawHttpClient.sendBytes(port, "POST /ready HTTP/1.1\r\nHost: ops\r\nContent-Length: 0\r\n\r\n");
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void thePublicPortServesNoneOfIt() {
        for (String path : new String[] {"/live", "/ready", "/metrics", "/info"}) {
            assertThat(server.api().get(path).status()).isEqualTo(404);
        }
        assertThat(server.api().get("/health").text()).isEqualTo("{\"status\":\"ok\"}");
    }

    /** Past those who hold every exchange against the public specification, which knows nothing of this port. */
    private ApiResponse get(String path) {
        return RawHttpClient.sendBytes(port, "GET " + path + " HTTP/1.1\r\nHost: ops\r\n\r\n");
    }
}
