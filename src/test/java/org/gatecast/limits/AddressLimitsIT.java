package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rate limits of one address, which never stop the timing booth. All clients of a test share one address. */
class AddressLimitsIT {
    private static final String EVENTS = "/api/v1/events";
    private static final String ADMIN = "/api/v1/admin/events";
    private static final byte[] NOTHING = {};

    @RegisterExtension
    final TestServer server = TestServer.with(
            "security.master-passwords", "paddle",
            "proxies.trusted", "127.0.0.0/8",
            "limits.requests-burst", "20",
            "limits.requests-per-second", "1",
            "limits.connections-per-address", "3",
            "limits.failed-authentications-burst", "3",
            "limits.failed-authentications-per-minute", "1");

    private int clients;

    @Test
    void requestsBeyondTheBurstGetRetryAfter() {
        String client = newClient();
        for (int i = 0; i < 20; i++) {
            assertThat(get(EVENTS, client).status()).isEqualTo(200);
        }
        ApiResponse refused = get(EVENTS, client);
        RefusalCheck.assertRefusal(refused, 429, "RateLimited", "too fast");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(get(EVENTS, newClient()).status()).isEqualTo(200);
        assertThat(get(EVENTS, client).status())
                .as("the limit outlasts its refusal")
                .isEqualTo(429);
    }

    @Test
    void limitsIgnoreTheWallClockAndKeysIgnoreLimits() {
        BoothClient booth = booth();
        String client = newClient();
        exhaust(client);
        for (int hours : new int[] {1, -2, 1}) {
            server.clock().advance(Duration.ofHours(hours));
            assertThat(get(EVENTS, client).status()).isEqualTo(429);
            assertThat(push(booth.apiKey(), client).status()).isEqualTo(200);
        }
    }

    @Test
    void aValidKeyIsAlwaysServed() {
        BoothClient booth = booth();
        String client = newClient();
        exhaust(client);
        for (int i = 0; i < 3; i++) {
            RefusalCheck.assertRefusal(push(unknownKey(i), client), 401, "Unauthorized", "unknown");
        }
        RefusalCheck.assertRefusal(push(unknownKey(4), client), 429, "RateLimited", "wrong keys");
        for (int i = 0; i < 30; i++) {
            assertThat(push(booth.apiKey(), client).status()).isEqualTo(200);
        }
    }

    @Test
    void passwordsCanBeTriedOnlyAFewTimes() {
        String client = newClient();
        for (int i = 0; i < 3; i++) {
            RefusalCheck.assertRefusal(asMaster("guess " + i, client), 401, "Unauthorized", "password");
        }
        ApiResponse refused = asMaster("guess 3", client);
        RefusalCheck.assertRefusal(refused, 429, "RateLimited", "wrong keys or passwords");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(30, 60);
        assertThat(asMaster("paddle", client).status()).isEqualTo(429);
        assertThat(get(ADMIN, client, "X-Master-Key", "paddle", "X-API-Key", unknownKey(1))
                        .status())
                .as("a key beside it makes no password readable")
                .isEqualTo(429);
        RefusalCheck.assertRefusal(asMaster("guess 1", client), 401, "Unauthorized", "password");
        assertThat(asMaster("paddle", newClient()).status()).isEqualTo(200);
    }

    @Test
    void aPusherWithADeletedKeyIsRefusedForEverAndBlocksNobody() {
        BoothClient booth = booth();
        server.api().asMaster("paddle").deleteEvent("E");
        assertStaleKeyIsHarmless(booth, "unknown");
    }

    @Test
    void aPusherWithAnExpiredKeyIsRefusedForEverAndBlocksNobody() {
        String today = server.clock().today().toString();
        BoothClient booth = server.api()
                .asMaster("paddle")
                .createEvent(json("{'eventId': 'OVER', 'mainTitle': 'Over', 'startDate': '%1$s', 'endDate': '%1$s'}"
                        .formatted(today)));
        server.clock().advance(Duration.ofDays(20));
        assertStaleKeyIsHarmless(booth, "expired");
    }

    @Test
    void aPageWithAnOldPasswordAndCallsWithoutOneBlockNobody() {
        String client = newClient();
        for (int i = 0; i < 10; i++) {
            RefusalCheck.assertRefusal(asMaster("last year's", client), 401, "Unauthorized", "wrong");
            RefusalCheck.assertRefusal(push("", client), 401, "Unauthorized", "needs");
        }
        assertThat(asMaster("paddle", client).status()).isEqualTo(200);
    }

    @Test
    void guessedKeysDoNotBlockPasswordsNorTheReverse() {
        BoothClient booth = booth();
        String client = newClient();
        for (int i = 0; i < 10; i++) {
            push(unknownKey(i), client);
        }
        assertThat(push(unknownKey(11), client).status()).isEqualTo(429);
        assertThat(asMaster("paddle", client).status()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            asMaster("guess " + i, client);
        }
        assertThat(asMaster("paddle", client).status()).isEqualTo(429);
        assertThat(push(booth.apiKey(), client).status()).isEqualTo(200);
    }

    @Test
    void noEncodingOfAPathEvadesTheLimits() {
        String client = newClient();
        exhaust(client);
        for (String path : new String[] {
            "/api/v1/ingest/../events", "/api/v1/events/%2e%2e/events", "//api/v1/events", "/api/v1/events/", "/nowhere"
        }) {
            assertThat(bytes(path, client).status()).as(path).isEqualTo(429);
        }
        String fresh = newClient();
        assertThat(bytes("/api/v1/ingest/../events", fresh).status()).isEqualTo(400);
        assertThat(bytes("/api/v1/ingest/../events/E/ws", fresh).status()).isEqualTo(400);
    }

    private void assertStaleKeyIsHarmless(BoothClient booth, String message) {
        String client = newClient();
        for (int i = 0; i < 60; i++) {
            RefusalCheck.assertRefusal(push(booth.apiKey(), client), 401, "Unauthorized", message);
        }
        assertThat(asMaster("paddle", client).status()).isEqualTo(200);
    }

    private ApiResponse asMaster(String password, String client) {
        return get(ADMIN, client, "X-Master-Key", password);
    }

    private static String unknownKey(int number) {
        return String.format("%064x", number);
    }

    /** Not as the contract has it, so that nobody holds it against that. */
    private ApiResponse bytes(String path, String client) {
        return RawHttpClient.sendBytes(
                server.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + client + "\r\n\r\n");
    }

    @Test
    void spectatorsBehindAProxyAreCountedByTheirOwnAddress() {
        booth();
        String crowd = newClient();
        List<RawSpectator> inside = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inside.add(RawSpectator.connect(server.port(), "E", "X-Forwarded-For", crowd));
        }
        assertThat(inside).allMatch(spectator -> spectator.handshake().status() == 101);
        RefusalCheck.assertRefusal(knock(crowd), 429, "RateLimited", "too many connections");
        assertThat(knock(newClient()).status()).isEqualTo(101);
        inside.forEach(RawSpectator::close);
        Await.until("those who left make room", () -> knock(crowd).status() == 101);
    }

    @Test
    void forwardedHeadersOfClientsAreIgnored() {
        String client = newClient();
        exhaust(client);
        assertThat(get(EVENTS, "6.6.6.6, " + client).status()).isEqualTo(429);
        assertThat(get(EVENTS, "\"; for=, " + client).status()).isEqualTo(429);
        assertThat(get(EVENTS, client, "Forwarded", "for=6.6.6.6").status()).isEqualTo(429);
    }

    private BoothClient booth() {
        BoothClient booth = server.api().asMaster("paddle").createEvent("E");
        booth.imported(ExportXml.small(server.clock().today()).toString()).through("startlist", "running");
        return booth;
    }

    private void exhaust(String client) {
        Await.until("the burst is used up", () -> get(EVENTS, client).status() == 429);
    }

    private ApiResponse push(String key, String client) {
        byte[] body = json("{'results': []}").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return RawHttpClient.send(
                server.port(),
                "POST",
                "/api/v1/ingest/results",
                body,
                "X-API-Key",
                key,
                "X-Forwarded-For",
                client,
                "Content-Type",
                "application/json");
    }

    private ApiResponse get(String target, String client, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "X-Forwarded-For";
        all[1] = client;
        return RawHttpClient.send(server.port(), "GET", target, NOTHING, all);
    }

    private ApiResponse knock(String client) {
        try (RawSpectator spectator = RawSpectator.connect(server.port(), "E", "X-Forwarded-For", client)) {
            return spectator.handshake();
        }
    }

    private String newClient() {
        clients++;
        return "192.0.2." + clients;
    }
}
