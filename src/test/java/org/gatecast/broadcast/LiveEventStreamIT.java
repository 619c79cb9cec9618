package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.List;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.TestServer;
import org.gatecast.transport.MessageDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way through networks that let no WebSocket pass: the same messages as server-sent events. */
class LiveEventStreamIT {
    private static final String RUN_1 = "K1M_ST_BR1_6";
    private static final String STREAM = "/api/v1/events/" + RecordingReplay.EVENT + "/stream";
    private static final String WS = "/api/v1/events/" + RecordingReplay.EVENT + "/ws";
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
    void itSpeaksAsEventStreamsDo() {
        try (ScriptedClient scriptedClient = welcomed(stream())) {
            assertThat(scriptedClient.answer())
                    .startsWith("HTTP/1.1 200 OK")
                    .containsIgnoringCase("Content-Type: text/event-stream")
                    .containsIgnoringCase("Cache-Control: no-store")
                    .containsIgnoringCase("Access-Control-Allow-Origin: *");
        }
    }

    @Test
    void itBringsTheSameMessagesAsAWebSocketUnderTheirCursors() {
        try (ScriptedClient events = welcomed(stream());
                ScriptedClient socket = welcomed(ScriptedClient.at(server.api().port(), WS))) {
            booth.results(json(RESULT));
            booth.through("finished");
            events.readUntil(() -> last(events).data().has("status"));
            socket.readUntil(() -> last(socket).data().has("status"));
            assertThat(texts(events)).isEqualTo(texts(socket));
            assertThat(events.ear().said()).allMatch(said -> said.cursor().equals(said.id()));
        }
    }

    @Test
    void theStreamResumesAtTheLastEventId() {
        String id;
        try (ScriptedClient before = welcomed(stream())) {
            id = last(before).id();
        }
        booth.results(json(RESULT));
        int port = server.api().port();
        for (ScriptedClient scriptedClient : List.of(
                stream("Last-Event-ID: " + id),
                ScriptedClient.atEventStream(port, STREAM + "?since=" + id),
                ScriptedClient.atEventStream(port, STREAM + "?since=nonsense", "Last-Event-ID: " + id))) {
            try (scriptedClient) {
                scriptedClient.readUntil(() -> scriptedClient.ear().said().size() == 3);
                assertThat(scriptedClient.ear().said())
                        .extracting(MessageDecoder.Said::type)
                        .containsOnly("diff");
            }
        }
        try (ScriptedClient lost = welcomed(stream("Last-Event-ID: nonsense"))) {
            assertThat(last(lost).type()).isEqualTo("full");
        }
    }

    @Test
    void aRaceIsAskedForAsInAWebSocket() {
        try (ScriptedClient scriptedClient =
                welcomed(ScriptedClient.atEventStream(server.api().port(), STREAM + "?race=" + RUN_1))) {
            assertThat(last(scriptedClient).data().get("results").get(RUN_1))
                    .isEqualTo(server.api()
                            .results(RecordingReplay.EVENT, RUN_1)
                            .body()
                            .get("results"));
        }
    }

    @Test
    void commentsKeepTheStreamAliveAndNeedNoResponse() {
        try (ScriptedClient scriptedClient = welcomed(stream())) {
            scriptedClient.readUntil(() -> scriptedClient.ear().controls().size() == 5);
            assertThat(scriptedClient.ear().controls())
                    .extracting(MessageDecoder.Control::text)
                    .containsOnly(":");
            booth.through("finished");
            scriptedClient.readUntil(() -> last(scriptedClient).data().has("status"));
        }
    }

    @Test
    void theLastEventSaysWhyTheStreamEndsAndWhetherToReconnect() {
        try (ScriptedClient scriptedClient = welcomed(stream())) {
            booth.through("finished", "official");
            assertThat(scriptedClient.readToItsEnd().text())
                    .isEqualTo("close {\"code\":1000,\"reason\":\"Event results are official\",\"reconnect\":false}");
        }
    }

    @Test
    void aRestartIsWorthComingBackFor() {
        try (ScriptedClient events = welcomed(stream());
                ScriptedClient socket =
                        welcomed(ScriptedClient.ofBrowser(server.api().port(), WS))) {
            server.restart();
            assertThat(events.readToItsEnd().text())
                    .isEqualTo("close {\"code\":1012,\"reason\":\"Restarting\",\"reconnect\":true}");
            assertThat(socket.readToItsEnd().closeCode()).isEqualTo(1012);
        }
    }

    private ScriptedClient stream(String... headers) {
        return ScriptedClient.atEventStream(server.api().port(), STREAM, headers);
    }

    private static ScriptedClient welcomed(ScriptedClient scriptedClient) {
        scriptedClient.readUntil(() -> !scriptedClient.ear().said().isEmpty());
        return scriptedClient;
    }

    private static List<String> texts(ScriptedClient scriptedClient) {
        return scriptedClient.ear().said().stream()
                .map(MessageDecoder.Said::text)
                .toList();
    }

    private static MessageDecoder.Said last(ScriptedClient scriptedClient) {
        return scriptedClient.ear().said().get(scriptedClient.ear().said().size() - 1);
    }
}
