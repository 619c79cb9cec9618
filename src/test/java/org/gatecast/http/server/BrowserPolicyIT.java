package org.gatecast.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.nio.charset.StandardCharsets;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security headers for browsers, and what pages of other sites may do. */
class BrowserPolicyIT {
    private static final byte[] EVENT = json("{'eventId': 'MADE', 'mainTitle': 'By another site'}")
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};

    @RegisterExtension
    static final TestServer server = TestServer.with("proxies.trusted", "127.0.0.1", "security.hsts-seconds", "3600");

    @Test
    void otherSitesCannotCreateEventsEvenWithoutAPassword() {
        RefusalCheck refusals = new RefusalCheck(server.api());
        for (String[] origin : new String[][] {
            {"Origin", "https://elsewhere.example"},
            {"Origin", "null"},
            {"Origin", "http://127.0.0.1"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
        }) {
            ApiResponse refused =
                    refusals.assertRefused(403, "Forbidden", "another site", () -> create(origin[0], origin[1]));
            assertThat(refused.header("Access-Control-Allow-Origin")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%61dmin/events",
                "//api/v1/admin/events",
                "/api/v1//admin/events",
                "/api/v1/./admin/events",
                "/api/v1/x/../admin/events",
                "/api/v1/x/%2e%2e/admin/events",
                "/api/v1/admin/events/.",
                "/api/v1/admin%2Fevents",
                "/api/v1/admin\\events",
                "/api/v1/admin/events//",
                "/api/v1/admin/events%00",
                "/api/v1/admin/events%",
                "/api/v1/admin/events%C0%AF",
                "/api/v1/admin/events#x",
                "http://a//api/v1/admin/events",
            })
    void noEncodingOfAPathLetsOtherSitesIn(String path) {
        RefusalCheck refusals = new RefusalCheck(server.api());
        refusals.assertRefused(400, "InvalidRequest", "normal form", () -> post(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/admin/events", "/api/v1/admin/events/", "http://a/api/v1/admin/events"})
    void equivalentPathsAreCheckedTheSame(String path) {
        RefusalCheck refusals = new RefusalCheck(server.api());
        refusals.assertRefused(403, "Forbidden", "another site", () -> post(path));
    }

    @Test
    void itsOwnPageMayCreateEvents() {
        String own = "http://127.0.0.1:" + server.port();
        assertThat(create("Origin", own).status()).isEqualTo(201);
        server.api().deleteEvent("MADE");
        assertThat(create("Origin", "https://as.the.public.knows.it", "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(201);
        server.api().deleteEvent("MADE");
    }

    @Test
    void otherSitesGetNoPreflightPermission() {
        ApiResponse preflight = RawHttpClient.send(
                server.port(), "OPTIONS", "/api/v1/admin/events", NOTHING, "Access-Control-Request-Method", "POST");
        assertThat(preflight.status()).isEqualTo(405);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void publicReadsAndStreamsAreOpenToEverySite() {
        server.api().createEvent("OPEN").through("startlist");
        String[] foreign = {"Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site"};
        ApiResponse read = RawHttpClient.send(server.port(), "GET", "/api/v1/events/OPEN", NOTHING, foreign);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo("*");
        try (RawSpectator spectator = RawSpectator.connect(server.port(), "OPEN", foreign)) {
            assertThat(spectator.handshake().status()).isEqualTo(101);
        }
        server.api().deleteEvent("OPEN");
    }

    @Test
    void strictTransportSecurityIsSentOverHttpsOnly() {
        assertThat(health("X-Forwarded-Proto", "https").header("Strict-Transport-Security"))
                .isEqualTo("max-age=3600");
        assertThat(health("X-Forwarded-Proto", "https, http").header("Strict-Transport-Security"))
                .isNull();
        assertThat(health().header("Strict-Transport-Security")).isNull();
    }

    private static ApiResponse health(String... headers) {
        return RawHttpClient.send(server.port(), "GET", "/health", NOTHING, headers);
    }

    private static ApiResponse post(String path) {
        return RawHttpClient.sendBytes(
                server.port(),
                "POST " + path
                        + " HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + EVENT.length + "\r\n\r\n" + new String(EVENT, StandardCharsets.UTF_8));
    }

    private static ApiResponse create(String... headers) {
        return RawHttpClient.send(server.port(), "POST", "/api/v1/admin/events", EVENT, headers);
    }
}
