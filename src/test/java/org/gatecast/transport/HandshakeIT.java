package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket handshake: rejections are JSON and come before the upgrade (contract section 3). */
class HandshakeIT {
    private static final byte[] NOTHING = {};

    @RegisterExtension
    static final TestServer server =
            TestServer.with("spectators.per-event", "2", "spectators.official-grace-millis", "60000");

    private static RefusalCheck refusals;

    @BeforeAll
    static void thereAreEventsInEveryState() {
        refusals = new RefusalCheck(server.api());
        String export = ExportXml.small(server.clock().today()).toString();
        server.api().createEvent("DRAFT").imported(export);
        server.api().createEvent("OPEN").imported(export).through("startlist");
        server.api().createEvent("OFFICIAL").imported(export).through("startlist", "running", "finished", "official");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO.SUCH", "DRAFT", "NO%20SUCH", "P%C5%99%C3%AD"})
    void aHiddenEventIsNotFound(String eventId) {
        refusals.assertRefused(404, "EventNotFound", "no such event", () -> knock(eventId));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", ";;=,=;", "permessage-deflate;;", "\"", "=", "x;y=\"z"})
    void malformedExtensionsAreNotAccepted(String extensions) {
        try (RawSpectator spectator =
                RawSpectator.connect(server.port(), "OPEN", "Sec-WebSocket-Extensions", extensions)) {
            assertThat(spectator.handshake().status()).isEqualTo(101);
            assertThat(spectator.handshake().header("Sec-WebSocket-Extensions")).isNull();
        }
    }

    @Test
    void anOfficialEventIsGone() {
        refusals.assertRefused(410, "EventOfficial", "official", () -> knock("OFFICIAL"));
    }

    @Test
    void theResponseBeyondTheLimitNamesTheLimit() {
        server.api().createEvent("FULL").through("startlist");
        try (RawSpectator one = RawSpectator.connect(server.port(), "FULL");
                RawSpectator two = RawSpectator.connect(server.port(), "FULL")) {
            assertThat(one.handshake().status()).isEqualTo(101);
            assertThat(two.handshake().status()).isEqualTo(101);
            ApiResponse refused = knock("FULL");
            RefusalCheck.assertRefusal(refused, 503, "ConnectionLimitReached", "as many spectators as it may have");
            assertThat(refused.body().get("maxConnections").asInt()).isEqualTo(2);
        }
        server.api().deleteEvent("FULL");
    }

    @Test
    void aPlainRequestGetsUpgradeRequired() {
        ApiResponse refused = refusals.assertRefused(
                400,
                "InvalidRequest",
                "WebSocket",
                () -> RawHttpClient.send(server.port(), "GET", "/api/v1/events/OPEN/ws", NOTHING));
        assertThat(refused.header("Upgrade")).isEqualToIgnoringCase("websocket");
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, h2c", "Connection, keep-alive", "Sec-WebSocket-Version, 8", "Sec-WebSocket-Key, ''"})
    void aMalformedHandshakeIsAnInvalidRequest(String header, String wrong) {
        refusals.assertRefused(400, "InvalidRequest", "WebSocket", () -> knock("OPEN", header, wrong));
    }

    @Test
    void theAddressAcceptsGetOnly() {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            ApiResponse refused = refusals.assertRefused(405, "MethodNotAllowed", method, () -> server.api()
                    .send(method, "/api/v1/events/OPEN/ws", NOTHING));
            assertThat(refused.header("Allow")).contains("GET");
        }
    }

    @Test
    void otherOriginsAreAccepted() {
        try (RawSpectator spectator = RawSpectator.connect(server.port(), "OPEN", "Origin", "https://example.com")) {
            assertThat(spectator.handshake().status()).isEqualTo(101);
            assertThat(spectator.readNext(Frame.TEXT).message().get("type").asText())
                    .isEqualTo("full");
        }
    }

    private static ApiResponse knock(String eventId, String... headers) {
        try (RawSpectator spectator = RawSpectator.connect(server.port(), eventId, headers)) {
            return spectator.handshake();
        }
    }
}
