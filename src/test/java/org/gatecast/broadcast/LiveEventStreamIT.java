package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.List;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Server-sent events carry the same messages through networks that block WebSockets. */
class LiveEventStreamIT {
    private static final String RUN_1 = "K1M_ST_BR1_6";
    private static final String STREAM = "/api/v1/events/" + RecordingReplay.EVENT + "/stream";
    private static final String RESULT = "{'results': [{'raceId': 'K1M_ST_BR1_6', 'bib': 9, 'time': 9000}]}";

    @RegisterExtension
    final TestServer server = TestServer.with(
            "spectators.ping-interval-millis", "400",
            "spectators.pong-timeout-millis", "200",
            "spectators.official-grace-millis", "100");

    private BoothClient booth;

    @BeforeEach
    void anEventIsRunning() {
        booth = RecordingReplay.ready(server).booth();
    }

    @Test
    void theResponseHasTheHeadersOfAnEventStream() {
        try (RawSpectator client = stream().readFirstMessage()) {
            ApiResponse handshake = client.handshake();
            assertThat(handshake.status()).isEqualTo(200);
            assertThat(handshake.header("Content-Type")).startsWith("text/event-stream");
            assertThat(handshake.header("Cache-Control")).isEqualTo("no-store");
            assertThat(handshake.header("Access-Control-Allow-Origin")).isEqualTo("*");
        }
    }

    @Test
    void itBringsTheSameMessagesAsAWebSocketUnderTheirCursors() {
        try (RawSpectator events = stream().readFirstMessage();
                RawSpectator socket = RawSpectator.connect(server.port(), RecordingReplay.EVENT)
                        .readFirstMessage()) {
            booth.results(json(RESULT));
            booth.through("finished");
            events.readUntil(() -> last(events).data().has("status"));
            socket.readUntil(() -> last(socket).data().has("status"));
            assertThat(texts(events)).isEqualTo(texts(socket));
            assertThat(events.decoder().messages())
                    .allMatch(message -> message.cursor().equals(message.id()));
        }
    }

    @Test
    void theStreamResumesAtTheLastEventId() {
        String id;
        try (RawSpectator before = stream().readFirstMessage()) {
            id = last(before).id();
        }
        booth.results(json(RESULT));
        int port = server.port();
        for (RawSpectator client : List.of(
                stream("Last-Event-ID", id),
                RawSpectator.send(port, SpectatorRequest.eventStream(STREAM + "?since=" + id)),
                RawSpectator.send(
                        port, SpectatorRequest.eventStream(STREAM + "?since=nonsense", "Last-Event-ID", id)))) {
            try (client) {
                client.readUntil(() -> client.decoder().messages().size() == 3);
                assertThat(client.decoder().messages()).extracting(Frame::type).containsOnly("diff");
            }
        }
        try (RawSpectator lost = stream("Last-Event-ID", "nonsense").readFirstMessage()) {
            assertThat(last(lost).type()).isEqualTo("full");
        }
    }

    @Test
    void aRaceIsSelectedAsInAWebSocket() {
        try (RawSpectator client = RawSpectator.send(
                        server.port(), SpectatorRequest.eventStream(STREAM + "?race=" + RUN_1))
                .readFirstMessage()) {
            assertThat(last(client).data().get("results").get(RUN_1))
                    .isEqualTo(server.api()
                            .results(RecordingReplay.EVENT, RUN_1)
                            .body()
                            .get("results"));
        }
    }

    @Test
    void commentsKeepTheStreamAliveAndNeedNoResponse() {
        try (RawSpectator client = stream().readFirstMessage()) {
            client.readUntil(() -> client.decoder().controls().size() == 5);
            assertThat(client.decoder().controls()).extracting(Frame::text).containsOnly(":");
            booth.through("finished");
            client.readUntil(() -> last(client).data().has("status"));
        }
    }

    @Test
    void theLastEventSaysWhyTheStreamEndsAndWhetherToReconnect() {
        try (RawSpectator client = stream().readFirstMessage()) {
            booth.through("finished", "official");
            assertThat(client.readToTheEnd().text())
                    .isEqualTo("close {\"code\":1000,\"reason\":\"Event results are official\",\"reconnect\":false}");
        }
    }

    @Test
    void atARestartClientsAreToldToReconnect() {
        try (RawSpectator events = stream().readFirstMessage();
                RawSpectator socket = RawSpectator.connect(
                                server.port(), RecordingReplay.EVENT, SpectatorRequest.browserHeaders())
                        .readFirstMessage()) {
            server.restart();
            assertThat(events.readToTheEnd().text())
                    .isEqualTo("close {\"code\":1012,\"reason\":\"Restarting\",\"reconnect\":true}");
            assertThat(socket.readToTheEnd().closeCode()).isEqualTo(1012);
        }
    }

    private RawSpectator stream(String... headers) {
        return RawSpectator.send(server.port(), SpectatorRequest.eventStream(STREAM, headers));
    }

    private static List<String> texts(RawSpectator client) {
        return client.decoder().messages().stream().map(Frame::text).toList();
    }

    private static Frame last(RawSpectator client) {
        return client.decoder().lastMessage();
    }
}
